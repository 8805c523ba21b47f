package dev.gkelocal.config;

/** Least severe line that the platform's own logs keep. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARNING,
    ERROR
}

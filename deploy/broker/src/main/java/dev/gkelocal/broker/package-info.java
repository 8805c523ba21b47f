/**
 * The event log's server: a Kafka node (KRaft, broker and controller in one), alone or one of several. It has a process of its own:
 * services carry another version of the client, and a fatal fault ends the whole JVM.
 */
@NullMarked
package dev.gkelocal.broker;

import org.jspecify.annotations.NullMarked;

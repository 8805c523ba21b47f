package dev.gkelocal.cloudrun.ingress;

/** An answer that the platform gives in place of a program (cloudrun sheet 1.6). */
enum Refusal {
    NOT_FOUND(404, "not_found", Page.NOT_FOUND, true),
    RESERVED_PATH(404, "reserved_path", Page.NOT_FOUND, true),
    DISABLED(
            503,
            "disabled",
            "The Cloud Run simulator is switched off: enable it with PUT /api/v1/simulators/cloud-run.",
            false),
    STANDS_BY(503, "stands_by", "Another replica takes requests.", false),
    BAD_REQUEST(400, "bad_request", "Bad Request", false),
    EXPECTATION(417, "expectation", "Expectation Failed", false),
    AT_MAXIMUM(429, "at_maximum", "Rate exceeded.", false),
    QUEUE_FULL(429, "queue_full", "Rate exceeded.", false),
    NO_INSTANCE(500, "no_instance", "The request was aborted because there was no available instance.", false),
    STALLED(408, "stalled", "Request Timeout", false),
    TOO_LARGE(413, "too_large", "Request Entity Too Large", false),
    ANSWER_TOO_LARGE(500, "answer_too_large", "Response size was too large.", false),
    UNREACHABLE(503, "unreachable", "upstream connect error or disconnect/reset before headers", false),
    TIMEOUT(504, "timeout", "upstream request timeout", false);

    final int status;
    final String reason;
    final String body;
    final boolean html;

    Refusal(int status, String reason, String body, boolean html) {
        this.status = status;
        this.reason = reason;
        this.body = body;
        this.html = html;
    }

    private static final class Page {
        static final String NOT_FOUND = """
                <html><head>
                <meta http-equiv="content-type" content="text/html;charset=utf-8">
                <title>404 Page not found</title>
                </head>
                <body>
                <h1>Error: Page not found</h1>
                <h2>The requested URL was not found on this server.</h2>
                </body></html>
                """;
    }
}

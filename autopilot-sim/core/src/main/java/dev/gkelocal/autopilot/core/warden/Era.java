package dev.gkelocal.autopilot.core.warden;

/** How Autopilot has worded its refusals over the years (autopilot sheet 2.1, 2.2). */
public enum Era {
    /** 2021: one line for each violation, from Gatekeeper. */
    GATEKEEPER("validation.gatekeeper.sh", 403),
    /** 2022: JSON with the user inside the messages. */
    POLICY_CONTROLLER("gkepolicy.common-webhooks.networking.gke.io", 400),
    /** 2023: today's text under the older webhook's name. */
    EARLY_WARDEN("gkepolicy.common-webhooks.networking.gke.io", 400),
    WARDEN("warden-validating.common-webhooks.networking.gke.io", 400);

    private final String webhook;
    private final int code;

    Era(String webhook, int code) {
        this.webhook = webhook;
        this.code = code;
    }

    /** The name of the validating webhook, which the API server puts before the message. */
    public String webhook() {
        return webhook;
    }

    /** HTTP status of a denial. */
    public int code() {
        return code;
    }

    boolean isBefore(Era other) {
        return compareTo(other) < 0;
    }
}

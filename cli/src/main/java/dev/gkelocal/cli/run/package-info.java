/** Cloud Run as {@code gcloud run} has it: deploy, services, revisions, traffic. */
@NullMarked
package dev.gkelocal.cli.run;

import org.jspecify.annotations.NullMarked;

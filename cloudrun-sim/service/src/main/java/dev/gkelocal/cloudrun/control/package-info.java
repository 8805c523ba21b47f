/** What users ask for: services and revisions, written to the event log first, and brought about afterwards. */
@NullMarked
package dev.gkelocal.cloudrun.control;

import org.jspecify.annotations.NullMarked;

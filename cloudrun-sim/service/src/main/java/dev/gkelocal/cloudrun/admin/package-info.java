/** The Cloud Run Admin API v2 (cloudrun sheet 3) and our own calls beside it. JSON is as Google's, field by field. */
@NullMarked
package dev.gkelocal.cloudrun.admin;

import org.jspecify.annotations.NullMarked;

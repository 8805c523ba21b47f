/** What a user and their enemies can do to a platform: commands, requests, signals. */
@NullMarked
package dev.gkelocal.e2e.driver;

import org.jspecify.annotations.NullMarked;

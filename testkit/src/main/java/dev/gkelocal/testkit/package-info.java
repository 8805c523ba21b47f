/** What tests of several modules share: architecture rules, simulated time, a broker. */
@NullMarked
package dev.gkelocal.testkit;

import org.jspecify.annotations.NullMarked;

/** Names, topics and event records that services share. Nothing here reads or writes anything. */
@NullMarked
package dev.gkelocal.contracts;

import org.jspecify.annotations.NullMarked;

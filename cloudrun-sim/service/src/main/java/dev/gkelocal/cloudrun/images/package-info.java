/** Local images: built from source folders, kept by digest below the state folder. */
@NullMarked
package dev.gkelocal.cloudrun.images;

import org.jspecify.annotations.NullMarked;

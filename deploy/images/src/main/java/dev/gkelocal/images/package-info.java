/** Local images: built from source folders, kept by digest below the state folder. */
@NullMarked
package dev.gkelocal.images;

import org.jspecify.annotations.NullMarked;

package org.siguard.base;

import java.nio.file.Path;

/** Where what can be made again is kept for this user: unpacked libraries, shadow models, what the machine was seen to do. */
public final class UserCache {
    private UserCache() {
    }

    /** The folder {@code siguard} in XDG_CACHE_HOME, or in the folder {@code .cache} of the user's home. */
    public static Path folder() {
        String caches = System.getenv("XDG_CACHE_HOME");
        Path root = caches == null || caches.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
        return root.resolve("siguard");
    }
}

package org.siguard.cli;

import java.util.Optional;
import org.siguard.base.UserMistake;

/** A system without any font, or without the library that finds them, on which no chart can be drawn. */
final class FontShortage {
    private FontShortage() {
    }

    /** What to tell the user if that is what an error comes from. Java has no exception of its own for it, only these words. */
    static Optional<UserMistake> behind(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            String words = String.valueOf(cause.getMessage());
            if (words.contains("Fontconfig head is null") || words.contains("No physical fonts found")) {
                return Optional.of(new UserMistake("Charts cannot be drawn: there is no font here, or no fontconfig to find one. Debian, "
                        + "Ubuntu: apt-get install fontconfig fonts-dejavu-core", error));
            }
        }
        return Optional.empty();
    }
}

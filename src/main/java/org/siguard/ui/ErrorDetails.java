package org.siguard.ui;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A fault for the person who has to mend it: copied on request, never shown. */
final class ErrorDetails {
    private ErrorDetails() {
    }

    static String inOneLine(Throwable cause) {
        String message = cause.getMessage() == null ? "" : ": " + cause.getMessage().lines().findFirst().orElse("");
        return cause.getClass().getSimpleName() + message;
    }

    static String of(Throwable cause) {
        return Stream.iterate(cause, each -> each != null, Throwable::getCause)
                .map(each -> each + "\n"
                        + Stream.of(each.getStackTrace()).map(frame -> "    at " + frame + "\n").collect(Collectors.joining()))
                .collect(Collectors.joining("caused by "));
    }
}

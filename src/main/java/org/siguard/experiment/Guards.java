package org.siguard.experiment;

import java.util.List;
import org.siguard.base.Settings;
import org.siguard.guard.NoGuard;
import org.siguard.guard.OutputGuard;
import org.siguard.guard.Siguard;
import org.siguard.model.Model;

/** The guards by name. */
public final class Guards {
    private static final String NONE = new NoGuard().name();

    private Guards() {
    }

    public static List<String> names() {
        return List.of(NONE, Siguard.NAME);
    }

    /** The guard of that name, with its settings and the classifier it works against. */
    static OutputGuard of(String name, Settings settings, Model membership) {
        return name.equals(NONE) ? new NoGuard() : new Siguard(settings, membership);
    }
}

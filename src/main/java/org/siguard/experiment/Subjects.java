package org.siguard.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.ring.FixedPoint;

/** The samples that were used last, with what is known about them: to load one may take seconds, and a preview has less than one. */
final class Subjects {
    private static final int MOST = 3;

    private final LocalRunner.SampleFinder samples;
    private final FixedPoint fixedPoint;
    private final Map<String, Subject> kept = new LinkedHashMap<>(16, 0.75f, true);

    Subjects(LocalRunner.SampleFinder samples, FixedPoint fixedPoint) {
        this.samples = samples;
        this.fixedPoint = fixedPoint;
    }

    /** Two runs that ask for the same at once wait for one loading of it. */
    synchronized Subject find(String name, Progress progress, Cancellation cancellation) {
        Subject subject = kept.get(name);
        if (subject == null) {
            subject = new Subject(samples.find(name, progress, cancellation), fixedPoint);
            kept.put(name, subject);
            if (kept.size() > MOST) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return subject;
    }
}

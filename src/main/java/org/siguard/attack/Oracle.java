package org.siguard.attack;

import java.util.List;
import org.siguard.base.Largest;

/** The service as its client sees it: records go in, released vectors come out. Every record asked about is a query. */
@FunctionalInterface
public interface Oracle {
    /** The released vectors, one a record, asked for in one batch. */
    double[][] ask(List<float[]> records);

    /** The released labels, which is all that a label-only attack looks at. */
    default int[] labels(List<float[]> records) {
        double[][] vectors = ask(records);
        int[] out = new int[vectors.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Largest.of(vectors[i]);
        }
        return out;
    }
}

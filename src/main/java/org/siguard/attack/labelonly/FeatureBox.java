package org.siguard.attack.labelonly;

import java.util.List;
import org.siguard.base.UserMistake;
import org.siguard.data.Draws;

/** The smallest box that all records lie in, feature by feature. */
public record FeatureBox(float[] low, float[] high) {
    public static FeatureBox of(List<float[]> records) {
        float[] low = records.get(0).clone();
        float[] high = low.clone();
        for (float[] record : records) {
            if (record.length != low.length) {
                throw new UserMistake("Records to ask about: one has " + record.length + " features and the first " + low.length
                        + "; give records of one shape.");
            }
            for (int i = 0; i < low.length; i++) {
                low[i] = Math.min(low[i], record[i]);
                high[i] = Math.max(high[i], record[i]);
            }
        }
        return new FeatureBox(low, high);
    }

    public int dimensions() {
        return low.length;
    }

    public double diagonal() {
        return Math.sqrt(BoundarySearch.squaredDistance(low, high));
    }

    float[] draw(Draws draws) {
        float[] out = new float[low.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (low[i] + draws.uniform() * (high[i] - low[i]));
        }
        return out;
    }
}

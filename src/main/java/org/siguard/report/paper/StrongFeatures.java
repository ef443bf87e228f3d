package org.siguard.report.paper;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.siguard.data.Dataset;
import org.siguard.report.InWords;

/**
 * What is odd about a record that is no picture: the features that lie farthest from the data's mean, in standard deviations. A
 * record that a model had to learn by heart is often one that is unlike the others.
 */
final class StrongFeatures {
    private final double[] mean;
    private final double[] deviation;

    StrongFeatures(Dataset data) {
        int size = data.record().size();
        mean = new double[size];
        deviation = new double[size];
        for (float[] record : data.records()) {
            for (int feature = 0; feature < size; feature++) {
                mean[feature] += record[feature] / data.size();
            }
        }
        for (float[] record : data.records()) {
            for (int feature = 0; feature < size; feature++) {
                deviation[feature] += (record[feature] - mean[feature]) * (record[feature] - mean[feature]) / data.size();
            }
        }
        for (int feature = 0; feature < size; feature++) {
            deviation[feature] = Math.sqrt(deviation[feature]);
        }
    }

    /** The strongest first; features that are the same in all records say nothing. */
    List<String> of(float[] record, int count) {
        return IntStream.range(0, record.length).filter(feature -> deviation[feature] > 0).boxed()
                .sorted(Comparator.comparingDouble((Integer feature) -> -Math.abs(record[feature] - mean[feature]) / deviation[feature])
                        .thenComparing(Comparator.naturalOrder()))
                .limit(count)
                .map(feature -> "feature " + feature + ": " + InWords.figures(record[feature]) + " (mean " + InWords.figures(mean[feature])
                        + ")")
                .toList();
    }
}

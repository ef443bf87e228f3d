package org.siguard.attack.labelonly;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.siguard.base.UserMistake;
import org.siguard.data.Draws;
import org.siguard.ring.Seed;

/** Copies of records that a label-only attacker asks about. */
public final class NoisyCopies {
    private NoisyCopies() {
    }

    /** Record by record with normal noise; the noise follows from seed, copy and the record's place. */
    public static List<float[]> of(List<float[]> records, double deviation, Seed seed) {
        List<float[]> out = new ArrayList<>();
        for (int record = 0; record < records.size(); record++) {
            out.add(moved(records.get(record), deviation, Draws.of(seed.derive("record", record))));
        }
        return out;
    }

    private static float[] moved(float[] record, double deviation, Draws draws) {
        float[] out = record.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] += (float) (deviation * draws.gaussian());
        }
        return out;
    }

    /** Augmentations for records without a picture's shape: each moves every record by one and the same normal noise. */
    public static List<UnaryOperator<float[]>> shared(int count, double deviation, long seed) {
        List<UnaryOperator<float[]>> out = new ArrayList<>();
        for (int copy = 0; copy < count; copy++) {
            Seed own = Seed.of(seed).derive("augmentation", copy);
            out.add(record -> moved(record, deviation, Draws.of(own)));
        }
        return out;
    }

    /** Augmentations for pictures: mirrored, and shifted by up to so many pixels each way, zeros moving in. */
    public static List<UnaryOperator<float[]>> shifted(int channels, int height, int width, int most) {
        List<UnaryOperator<float[]>> out = new ArrayList<>();
        out.add(picture -> picked(picture, channels, height, width, 0, 0, true));
        for (int shift = 1; shift <= most; shift++) {
            int by = shift;
            out.add(picture -> picked(picture, channels, height, width, by, 0, false));
            out.add(picture -> picked(picture, channels, height, width, -by, 0, false));
            out.add(picture -> picked(picture, channels, height, width, 0, by, false));
            out.add(picture -> picked(picture, channels, height, width, 0, -by, false));
        }
        return out;
    }

    private static float[] picked(float[] picture, int channels, int height, int width, int down, int right, boolean mirrored) {
        if (picture.length != channels * height * width) {
            throw new UserMistake("Augmentation: a record of " + picture.length + " numbers is no picture of " + channels + " × " + height
                    + " × " + width + "; give the shape of the records.");
        }
        float[] out = new float[picture.length];
        for (int c = 0; c < channels; c++) {
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    int fromRow = row - down;
                    int fromColumn = (mirrored ? width - 1 - column : column) - right;
                    if (fromRow >= 0 && fromRow < height && fromColumn >= 0 && fromColumn < width) {
                        out[(c * height + row) * width + column] = picture[(c * height + fromRow) * width + fromColumn];
                    }
                }
            }
        }
        return out;
    }
}

package org.siguard.train;

import java.util.Arrays;
import java.util.List;
import org.siguard.base.UserMistake;
import org.siguard.data.Draws;
import org.siguard.ring.Shape;

/** What is done to a picture before it is shown once more, so that a network sees fewer pictures twice. */
enum Augmentation {
    NONE("none"), FLIP("flip"), FLIP_SHIFT("flip-shift");

    private final String label;

    Augmentation(String label) {
        this.label = label;
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(each -> each.label).toList();
    }

    static Augmentation of(TrainingSettings settings) {
        String name = settings.values().get(TrainingSettings.AUGMENTATION);
        return Arrays.stream(values()).filter(each -> each.label.equals(name)).findFirst().orElseThrow();
    }

    void requireFit(String model, Shape record) {
        if (this != NONE && record.rank() != 3) {
            throw new UserMistake("Training " + model + ": the augmentation '" + label + "' is for pictures; records here are " + record
                    + ". Set " + TrainingSettings.AUGMENTATION.key() + " to none.");
        }
    }

    /**
     * Copies a record to its place in a batch: mirrored left to right or not, each as likely, and moved up to an eighth of its
     * width along either axis, with zeros where nothing came from.
     */
    void copy(float[] record, Shape shape, Draws draws, float[] batch, int at) {
        if (this == NONE) {
            System.arraycopy(record, 0, batch, at, record.length);
            return;
        }
        boolean mirrored = draws.below(2) == 1;
        int most = this == FLIP_SHIFT ? Math.max(1, shape.extent(2) / 8) : 0;
        int down = draws.below(2 * most + 1) - most;
        int right = draws.below(2 * most + 1) - most;
        int height = shape.extent(1);
        int width = shape.extent(2);
        for (int i = 0; i < record.length; i++) {
            int row = i / width % height - down;
            int column = i % width - right;
            boolean inside = row >= 0 && row < height && column >= 0 && column < width;
            int plane = i / (width * height) * width * height;
            batch[at + i] = inside ? record[plane + row * width + (mirrored ? width - 1 - column : column)] : 0;
        }
    }
}

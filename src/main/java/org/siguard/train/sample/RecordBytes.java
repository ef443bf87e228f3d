package org.siguard.train.sample;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.siguard.data.Dataset;
import org.siguard.ring.Shape;

/**
 * Records to the last bit, on their way from one process of this program to another: formats of files that people have round, or know
 * no names of classes. Whoever reads holds them against their fingerprint.
 */
final class RecordBytes {
    private RecordBytes() {
    }

    static void write(Dataset data, OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(to));
        out.writeUTF(data.name());
        out.writeInt(data.record().rank());
        for (int axis = 0; axis < data.record().rank(); axis++) {
            out.writeInt(data.record().extent(axis));
        }
        out.writeInt(data.classes());
        out.writeInt(data.classNames().size());
        for (String name : data.classNames()) {
            out.writeUTF(name);
        }
        out.writeInt(data.size());
        for (int row = 0; row < data.size(); row++) {
            out.writeInt(data.labels()[row]);
            for (float value : data.records().get(row)) {
                out.writeFloat(value);
            }
        }
        out.flush();
    }

    static Dataset read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(from));
        String name = in.readUTF();
        int[] extents = new int[in.readInt()];
        for (int axis = 0; axis < extents.length; axis++) {
            extents[axis] = in.readInt();
        }
        Shape shape = Shape.of(extents);
        int classes = in.readInt();
        List<String> names = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            names.add(in.readUTF());
        }
        int[] labels = new int[in.readInt()];
        List<float[]> records = new ArrayList<>(labels.length);
        for (int row = 0; row < labels.length; row++) {
            labels[row] = in.readInt();
            float[] record = new float[shape.size()];
            for (int i = 0; i < record.length; i++) {
                record[i] = in.readFloat();
            }
            records.add(record);
        }
        return new Dataset(name, shape, classes, records, labels, names);
    }
}

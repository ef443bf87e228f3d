package org.siguard.data.files;

import java.util.Arrays;
import java.util.List;
import org.siguard.base.Names;
import org.siguard.base.UserMistake;

/** The formats that are read. */
public enum FileFormat {
    CIFAR_10("cifar-10", "CIFAR-10 binary: a folder of data_batch_1.bin … and test_batch.bin, or one of them", new CifarReader(false)),
    CIFAR_100("cifar-100", "CIFAR-100 binary: a folder of train.bin and test.bin, or one of them", new CifarReader(true)),
    IDX("idx", "IDX as MNIST has it: a folder of train-images-idx3-ubyte and so on (.gz too), or one of a pair", new IdxReader()),
    PICTURES("pictures", "a folder with a folder of PNG or JPEG pictures for every class", new PictureFolderReader()),
    NPZ("npz", "a zip of npy arrays called features and labels (or x and y, x_train and y_train, data and labels)", new NpzReader()),
    PURCHASE_100("purchase-100", "the published Purchase-100 table: a label and 600 bits a line",
            TableReader.of(TableReader.Published.PURCHASE_100)),
    TEXAS_100("texas-100", "the published Texas-100 tables: a folder with the files feats and labels",
            TableReader.of(TableReader.Published.TEXAS_100)),
    LOCATION_30("location-30", "the published Location-30 table: a label in quotes and 446 bits a line",
            TableReader.of(TableReader.Published.LOCATION_30)),
    CSV("csv", "a table of text: a label column and columns of numbers, with or without header", TableReader.any());

    private final String title;
    private final String about;
    private final DataReader reader;

    FileFormat(String title, String about, DataReader reader) {
        this.title = title;
        this.about = about;
        this.reader = reader;
    }

    /** What users and files call it. */
    public String title() {
        return title;
    }

    public String about() {
        return about;
    }

    DataReader reader() {
        return reader;
    }

    public static List<String> titles() {
        return Arrays.stream(values()).map(FileFormat::title).toList();
    }

    public static FileFormat named(String title) {
        return Arrays.stream(values()).filter(format -> format.title.equals(title)).findFirst()
                .orElseThrow(() -> new UserMistake(Names.unknown("data format", title, titles())));
    }
}

package org.siguard.model;

import java.util.List;

/** The networks of the zoo, layer by layer. */
final class ZooSpecs {
    private static final int[] VGG11 = {64, 0, 128, 0, 256, 256, 0, 512, 512, 0, 512, 512, 0};
    private static final int[] VGG16 = {64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0};

    private ZooSpecs() {
    }

    static ModelSpec mlp(String name, double width, int... widths) {
        SpecBuilder net = new SpecBuilder(name, width, widths[0]);
        for (int i = 1; i < widths.length - 1; i++) {
            net.linear("fc" + i, net.wide(widths[i])).relu("relu" + i);
        }
        return net.linear("fc" + (widths.length - 1), widths[widths.length - 1]).build();
    }

    /** LeNet-5 with ReLU and maxima, on 28 × 28. */
    static ModelSpec lenet(String name, double width) {
        SpecBuilder net = new SpecBuilder(name, width, 1, 28, 28);
        net.conv("conv1", net.wide(6), 5, 2).relu("relu1").then("pool1", new Layer.MaxPool(2, 2, 0));
        net.conv("conv2", net.wide(16), 5, 0).relu("relu2").then("pool2", new Layer.MaxPool(2, 2, 0));
        return net.linear("fc1", net.wide(120)).relu("relu3").linear("fc2", net.wide(84)).relu("relu4").linear("fc3", 10).build();
    }

    /** The CNN that SIGuard and MemGuard are published with: four convolutions of 32, two 3 × 3 pools, 1152 → 512 → 8. */
    static ModelSpec chmnist(String name, double width) {
        SpecBuilder net = new SpecBuilder(name, width, 1, 64, 64);
        for (int block = 1; block <= 2; block++) {
            String at = String.valueOf(block);
            net.conv("conv" + at + "a", net.wide(32), 3, 1).relu("relu" + at + "a");
            net.conv("conv" + at + "b", net.wide(32), 3, 0).relu("relu" + at + "b");
            net.then("pool" + at, new Layer.MaxPool(3, 3, 0)).then("dropout" + at, new Layer.Dropout(0.25));
        }
        return net.linear("fc1", net.wide(512)).relu("relu3").then("dropout3", new Layer.Dropout(0.5)).linear("fc2", 8).build();
    }

    /** MUSE's and SIMC's network for MNIST. */
    static ModelSpec simcMnist(String name, double width) {
        SpecBuilder net = new SpecBuilder(name, width, 1, 28, 28);
        for (int block = 1; block <= 2; block++) {
            net.conv("conv" + block, net.wide(16), 5, 0).then("relu" + block, new Layer.Relu6());
            net.then("pool" + block, new Layer.AvgPool(2, 2, 0, true));
        }
        return net.linear("fc1", net.wide(100)).then("relu3", new Layer.Relu6()).linear("fc2", 10).build();
    }

    /** MUSE's and SIMC's network for CIFAR-10. */
    static ModelSpec simcCifar(String name, double width) {
        SpecBuilder net = new SpecBuilder(name, width, 3, 32, 32);
        int[][] convolutions = {{64, 3}, {64, 3}, {0}, {64, 3}, {64, 3}, {0}, {64, 3}, {64, 1}, {16, 1}};
        int conv = 0;
        int pool = 0;
        for (int[] each : convolutions) {
            if (each[0] == 0) {
                net.then("pool" + ++pool, new Layer.AvgPool(2, 2, 0, true));
            } else {
                net.conv("conv" + ++conv, net.wide(each[0]), each[1], each[1] / 2).then("relu" + conv, new Layer.Relu6());
            }
        }
        return net.linear("fc", 10).build();
    }

    /** With batch normalisation and one linear layer, on 32 × 32. */
    static ModelSpec vggCifar(String name, double width, int layers) {
        SpecBuilder net = new SpecBuilder(name, width, 3, 32, 32);
        vgg(net, layers, true);
        return net.linear("fc", 10).build();
    }

    /** As first published, on 224 × 224. */
    static ModelSpec vggImageNet(String name, double width, int layers) {
        SpecBuilder net = new SpecBuilder(name, width, 3, 224, 224);
        vgg(net, layers, false);
        for (int i = 1; i <= 2; i++) {
            net.linear("fc" + i, net.wide(4096)).relu("relu.fc" + i).then("dropout" + i, new Layer.Dropout(0.5));
        }
        return net.linear("fc3", 1000).build();
    }

    private static void vgg(SpecBuilder net, int layers, boolean norm) {
        int conv = 0;
        int pool = 0;
        for (int channels : layers == 11 ? VGG11 : VGG16) {
            if (channels == 0) {
                net.then("pool" + ++pool, new Layer.MaxPool(2, 2, 0));
                continue;
            }
            String name = "conv" + ++conv;
            if (norm) {
                net.convNorm(name, net.wide(channels), 3, 1);
            } else {
                net.conv(name, net.wide(channels), 3, 1);
            }
            net.relu("relu" + conv);
        }
    }

    /** With a 3 × 3 stem and no pool before the first stage, on 32 × 32. */
    static ModelSpec resnetCifar(String name, double width, int layers) {
        SpecBuilder net = new SpecBuilder(name, width, 3, 32, 32);
        net.convNorm("stem", net.wide(64), 3, 1).relu("stem.relu");
        stages(net, layers);
        return net.then("pool", new Layer.GlobalAvgPool()).linear("fc", 10).build();
    }

    /** As published, with the stride on the 3 × 3 convolution of a bottleneck, on 224 × 224. */
    static ModelSpec resnetImageNet(String name, double width, int layers) {
        SpecBuilder net = new SpecBuilder(name, width, 3, 224, 224);
        net.convNorm("stem", net.wide(64), 7, 2).relu("stem.relu").then("stem.pool", new Layer.MaxPool(3, 2, 1));
        stages(net, layers);
        return net.then("pool", new Layer.GlobalAvgPool()).linear("fc", 1000).build();
    }

    private static void stages(SpecBuilder net, int layers) {
        int[] blocks = layers == 18 ? new int[] {2, 2, 2, 2} : new int[] {3, 4, 6, 3};
        for (int stage = 0; stage < blocks.length; stage++) {
            for (int block = 0; block < blocks[stage]; block++) {
                String name = "stage" + (stage + 1) + "." + (block + 1);
                block(net, name, net.wide(64 << stage), stage > 0 && block == 0 ? 2 : 1, layers == 50);
            }
        }
    }

    /** Two 3 × 3 convolutions, or a bottleneck of three, beside the way past them. */
    private static void block(SpecBuilder net, String name, int channels, int stride, boolean bottleneck) {
        String start = net.last();
        int in = net.channels();
        int out = bottleneck ? 4 * channels : channels;
        if (bottleneck) {
            net.convNorm(name + ".a", channels, 1, 1).relu(name + ".a.relu");
            net.convNorm(name + ".b", channels, 3, stride).relu(name + ".b.relu").convNorm(name + ".c", out, 1, 1);
        } else {
            net.convNorm(name + ".a", channels, 3, stride).relu(name + ".a.relu").convNorm(name + ".b", out, 3, 1);
        }
        String end = net.last();
        String past = start;
        if (stride != 1 || in != out) {
            past = net.from(start).convNorm(name + ".past", out, 1, stride).last();
        }
        net.add(name + ".add", new Layer.Add(), List.of(end, past)).relu(name + ".relu");
    }
}

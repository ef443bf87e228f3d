package org.siguard.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;
import org.siguard.mpc.math.SoftmaxKind;

/** A layer's settings as they stand in a model file. */
final class LayerJson {
    private static final int WIDEST = 1 << 24;
    private static final String KNOWN =
            "linear, conv2d, batchnorm, relu, relu6, leakyrelu, gelu, silu, maxpool, avgpool, globalavgpool, add, concat, "
                    + "flatten, dropout, softmax";

    private LayerJson() {
    }

    /** Writes what the type alone does not say. */
    static void write(Layer layer, ObjectNode entry) {
        switch (layer) {
            case Layer.Linear linear -> {
                entry.put("in", linear.inputs()).put("out", linear.outputs());
                if (!linear.bias()) {
                    entry.put("bias", false);
                }
            }
            case Layer.Conv2d conv -> entry.put("in", conv.in()).put("out", conv.out()).put("kernelHeight", conv.kernelHeight())
                    .put("kernelWidth", conv.kernelWidth()).put("stride", conv.stride()).put("padding", conv.padding())
                    .put("groups", conv.groups()).put("bias", conv.bias());
            case Layer.BatchNorm norm -> entry.put("channels", norm.channels()).put("epsilon", norm.epsilon());
            case Layer.Pool pool -> {
                entry.put("kernel", pool.kernel()).put("stride", pool.stride()).put("padding", pool.padding());
                if (pool instanceof Layer.AvgPool mean) {
                    entry.put("includePadding", mean.includePadding());
                }
            }
            case Layer.Dropout dropout -> entry.put("rate", dropout.rate());
            case Layer.LeakyRelu leaky -> entry.put("slope", leaky.slope());
            case Layer.Softmax softmax -> entry.put("family", softmax.kind().label());
            case Layer.Relu relu -> {
            }
            case Layer.Relu6 relu6 -> {
            }
            case Layer.Gelu gelu -> {
            }
            case Layer.Silu silu -> {
            }
            case Layer.GlobalAvgPool pool -> {
            }
            case Layer.Add add -> {
            }
            case Layer.Concat concat -> {
            }
            case Layer.Flatten flatten -> {
            }
        }
    }

    static Layer read(JsonObject node) {
        String type = node.text("type");
        return checked(node, () -> switch (type) {
            case "linear" -> new Layer.Linear(size(node, "in"), size(node, "out"), !node.has("bias") || node.flag("bias"));
            case "conv2d" -> new Layer.Conv2d(size(node, "in"), size(node, "out"), size(node, "kernelHeight"), size(node, "kernelWidth"),
                    size(node, "stride"), padding(node), size(node, "groups"), node.flag("bias"));
            case "batchnorm" -> new Layer.BatchNorm(size(node, "channels"), node.real("epsilon", 0, 1));
            case "relu" -> new Layer.Relu();
            case "relu6" -> new Layer.Relu6();
            case "leakyrelu" -> new Layer.LeakyRelu(node.real("slope", 0, 1));
            case "gelu" -> new Layer.Gelu();
            case "silu" -> new Layer.Silu();
            case "maxpool" -> new Layer.MaxPool(size(node, "kernel"), size(node, "stride"), padding(node));
            case "avgpool" -> new Layer.AvgPool(size(node, "kernel"), size(node, "stride"), padding(node), node.flag("includePadding"));
            case "globalavgpool" -> new Layer.GlobalAvgPool();
            case "add" -> new Layer.Add();
            case "concat" -> new Layer.Concat();
            case "flatten" -> new Layer.Flatten();
            case "dropout" -> new Layer.Dropout(node.real("rate", 0, 1));
            case "softmax" -> new Layer.Softmax(family(node));
            default -> throw node.mistake("type", "is no layer known here; known are " + KNOWN + ".");
        });
    }

    private static Layer checked(JsonObject node, Supplier<Layer> layer) {
        try {
            return layer.get();
        } catch (IllegalArgumentException e) {
            throw node.mistake("type", "is " + node.text("type") + ", which " + e.getMessage() + ".");
        }
    }

    private static int size(JsonObject node, String key) {
        return (int) node.whole(key, 1, WIDEST);
    }

    private static int padding(JsonObject node) {
        return (int) node.whole("padding", 0, WIDEST);
    }

    private static SoftmaxKind family(JsonObject node) {
        String name = node.text("family");
        try {
            return SoftmaxKind.named(name);
        } catch (UserMistake e) {
            throw node.mistake("family", "is no softmax known here: " + e.getMessage());
        }
    }
}

package org.siguard.hostile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What may happen to a file: bits flipped, pieces lost, doubled or written over, an end cut off. And what somebody may write who knows
 * the form: another value in the place of a right one, which gets past the parser and is met by whoever believes what was parsed.
 */
public final class Mutations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[][] WORDS = {bytes("2147483647"), bytes("2147483648"), bytes("9223372036854775808"), bytes("-1"),
        bytes("1e999"),
        bytes("1e-999"), bytes("NaN"), bytes("0.1"), bytes("null"), bytes("true"), bytes("\"\""), bytes("\""), bytes("{"), bytes("[["),
        bytes("{\"a\":"), bytes("}"), bytes(","), bytes("\\u0000"), bytes("\n"), bytes("="), bytes(": "), {0}, {-1, -1, -1, -1},
        {0x7f, -1, -1, -1}, {(byte) 0xc3, 0x28}, {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}};
    /** Raw JSON: what a value may be replaced by. */
    private static final List<String> VALUES = List.of("null", "true", "false", "0", "-1", "1", "2", "3.5", "1e308", "-1e308", "1e-320",
            "2147483647", "2147483648", "-2147483648", "9223372036854775807", "9223372036854775808", "1" + "0".repeat(400), "\"\"", "\" \"",
            "\"\\u0000\"", "\"a\\nb\"", "\"../../..\"", "\"/dev/zero\"", "\"NaN\"", "\"-1\"", "\"1e999\"", "\"" + "x".repeat(5_000) + "\"",
            "[]",
            "[0]", "[[]]", "{}", "{\"a\": 1}", "[" + "1,".repeat(2_000) + "1]", "[".repeat(900) + "]".repeat(900),
            "[".repeat(5_000) + "]".repeat(5_000));

    /** Stands in a tree for what no tree can hold; with its quotation marks, and longer with them than any text that is changed. */
    private static final String PLACE = "@@@";
    private static final String MARK = '"' + PLACE + '"';

    private final Random random;
    private final List<byte[]> ownWords;

    /** @param ownWords of the form that is damaged, such as its keywords: half of the words that are written into a file are of these */
    public Mutations(long seed, byte[]... ownWords) {
        this.random = new Random(seed);
        this.ownWords = List.of(ownWords);
    }

    /** Of bytes of whose form no more is known than some words. */
    public byte[] ofBytes(byte[] whole) {
        byte[] out = whole.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && out.length > 0; i++) {
            // Headers say most: half of the damage goes to either end.
            int at = switch (random.nextInt(4)) {
                case 0 -> random.nextInt(Math.min(out.length, 400));
                case 1 -> out.length - 1 - random.nextInt(Math.min(out.length, 400));
                default -> random.nextInt(out.length);
            };
            byte[] word = word();
            switch (random.nextInt(9)) {
                case 0 -> out[at] = (byte) random.nextInt(256);
                case 1 -> out[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> out[at]++;
                case 3 -> out = Arrays.copyOf(out, at);
                case 4 -> out = spliced(out, at, Math.min(out.length, at + 1 + random.nextInt(40)), new byte[0]);
                case 5 -> out = spliced(out, at, at, Arrays.copyOfRange(out, at, Math.min(out.length, at + 1 + random.nextInt(400))));
                case 6 -> out = spliced(out, at, at, word);
                case 7 -> out = spliced(out, at, Math.min(out.length, at + word.length), word);
                default -> out = spliced(out, at, Math.min(out.length, at + 8), longAround(random));
            }
        }
        return out;
    }

    private byte[] word() {
        boolean own = !ownWords.isEmpty() && random.nextBoolean();
        return own ? ownWords.get(random.nextInt(ownWords.size())) : WORDS[random.nextInt(WORDS.length)];
    }

    private static byte[] longAround(Random random) {
        long[] edges = {0, 1, -1, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 40, random.nextLong()};
        return ByteBuffer.allocate(Long.BYTES).putLong(Long.reverseBytes(edges[random.nextInt(edges.length)])).array();
    }

    /** Of a JSON text: one to three of its values are other ones, gone, doubled, or under another key. */
    public byte[] ofJson(byte[] whole) {
        try {
            JsonNode tree = JSON.readTree(whole);
            int changes = 1 + random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                change(tree);
            }
            String text = JSON.writeValueAsString(tree);
            // Numbers and depths that no tree holds are put in as they are.
            while (text.contains(MARK)) {
                text = text.replaceFirst(MARK, VALUES.get(random.nextInt(VALUES.size())).replace("\\", "\\\\"));
            }
            return text.getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void change(JsonNode tree) {
        List<JsonNode> containers = new ArrayList<>();
        collect(tree, containers);
        JsonNode container = containers.get(random.nextInt(containers.size()));
        if (container instanceof ObjectNode object && !object.isEmpty()) {
            List<String> keys = new ArrayList<>();
            object.fieldNames().forEachRemaining(keys::add);
            change(object, keys.get(random.nextInt(keys.size())), keys);
        } else if (container instanceof ArrayNode array && !array.isEmpty()) {
            int at = random.nextInt(array.size());
            switch (random.nextInt(4)) {
                case 0 -> array.remove(at);
                case 1 -> array.insert(at, array.get(random.nextInt(array.size())).deepCopy());
                case 2 -> array.removeAll();
                default -> array.set(at, PLACE);
            }
        }
    }

    private void change(ObjectNode object, String key, List<String> keys) {
        switch (random.nextInt(8)) {
            case 0 -> object.remove(key);
            case 1 -> object.set(key, object.get(keys.get(random.nextInt(keys.size()))).deepCopy());
            case 2 -> object.set(key + "x", object.remove(key));
            case 3 -> {
                JsonNode value = object.get(key);
                if (value.isNumber()) {
                    object.put(key, value.doubleValue() * (random.nextBoolean() ? -1 : 1e6));
                } else {
                    object.put(key, value.asText() + "x");
                }
            }
            default -> object.put(key, PLACE);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> into) {
        if (node.isContainerNode()) {
            into.add(node);
            node.forEach(child -> collect(child, into));
        }
    }

    /** With some bytes in the place of others. */
    private static byte[] spliced(byte[] bytes, int from, int to, byte[] with) {
        return ByteBuffer.allocate(bytes.length - (to - from) + with.length).put(bytes, 0, from).put(with).put(bytes, to, bytes.length - to)
                .array();
    }

    /** A word as it stands in a file. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

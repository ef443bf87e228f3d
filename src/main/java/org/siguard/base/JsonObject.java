package org.siguard.base;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An object in a JSON file, read key by key: what is missing, of the wrong kind, out of range or unknown is told with the file
 * and the place in it. Numbers are checked before anything is made of them.
 */
public final class JsonObject {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    /** The same bytes on every system. */
    private static final ObjectWriter WRITER = MAPPER.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private final ObjectNode node;
    private final String file;
    private final String place;
    private final Set<String> asked = new HashSet<>();

    private JsonObject(ObjectNode node, String file, String place) {
        this.node = node;
        this.file = file;
        this.place = place;
    }

    /** A new object to fill and {@link #write}. */
    public static ObjectNode create() {
        return MAPPER.createObjectNode();
    }

    /** Writes an object, readable and the same bytes every time. */
    public static void write(Path file, ObjectNode object) {
        AtomicFiles.write(file, readable(object));
    }

    /** What {@link #write} writes. */
    public static String readable(ObjectNode object) {
        try {
            return WRITER.writeValueAsString(object) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of nodes can always be written", e);
        }
    }

    /** Reads the one object of a file that is no longer than {@code mostBytes}. */
    public static JsonObject read(Path file, int mostBytes) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                throw new UserMistake(file + ": is longer than the " + mostBytes + " bytes allowed; check that it is the right file.");
            }
            return parse(bytes, file.toString());
        } catch (NoSuchFileException e) {
            throw new UserMistake(file + ": there is no such file; check the name, or make it anew.", e);
        } catch (IOException e) {
            String reason = Files.isDirectory(file) ? "it is a folder" : AtomicFiles.reason(e);
            throw new UserMistake(file + ": cannot be read (" + reason + "); check the name and its permissions.", e);
        }
    }

    /** Reads one object; {@code file} is for messages. */
    public static JsonObject parse(byte[] bytes, String file) {
        try {
            if (MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8)) instanceof ObjectNode object) {
                return new JsonObject(object, file, "");
            }
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
            throw new UserMistake(file + where + ": is not JSON (" + inWords(e) + "); correct it there.", e);
        }
        throw new UserMistake(file + ": must hold one JSON object { … }.");
    }

    /** What the reader found, without what only concerns its programmers. */
    private static String inWords(JsonProcessingException e) {
        if (e instanceof MismatchedInputException) {
            return "something follows after the end of the object";
        }
        String line = e.getOriginalMessage().lines().findFirst().orElse("").replaceAll("[:;,]? *\\((start marker|code ).*?\\)", "");
        int internals = line.indexOf("[Source");
        return shown(internals < 0 ? line : line.substring(0, internals)).strip();
    }

    public String text(String key) {
        JsonNode value = require(key);
        if (!value.isTextual()) {
            throw wrong(key, "a text", value);
        }
        return value.textValue();
    }

    /** A text of one short line, fit to be named in messages. */
    public String name(String key) {
        String name = text(key);
        if (name.isBlank() || name.length() > 200 || !name.equals(name.replaceAll("\\p{Cntrl}", ""))) {
            throw mistake(key, "must be a name of 1 to 200 characters without control characters.");
        }
        return name;
    }

    /** A text, a number or a list of texts, as it would be typed: a list with commas. */
    public String typed(String key) {
        JsonNode value = require(key);
        if (value.isArray()) {
            return String.join(",", texts(key));
        }
        if (!value.isTextual() && !value.isNumber()) {
            throw wrong(key, "a number, a text or a list of texts", value);
        }
        return value.asText();
    }

    /** A whole number between two bounds, both allowed. */
    public long whole(String key, long min, long max) {
        return whole(key, require(key), min, max);
    }

    /** A number between two bounds, both allowed. */
    public double real(String key, double min, double max) {
        JsonNode value = require(key);
        if (!value.isNumber() || !(value.doubleValue() >= min && value.doubleValue() <= max)) {
            throw wrong(key, "a number from " + min + " to " + max, value);
        }
        return value.doubleValue();
    }

    public boolean flag(String key) {
        JsonNode value = require(key);
        if (!value.isBoolean()) {
            throw wrong(key, "true or false", value);
        }
        return value.booleanValue();
    }

    public List<String> texts(String key) {
        List<String> out = new ArrayList<>();
        for (JsonNode value : list(key)) {
            if (!value.isTextual()) {
                throw wrong(key, "a list of texts", value);
            }
            out.add(value.textValue());
        }
        return out;
    }

    /** A list of whole numbers between two bounds, both allowed. */
    public long[] wholes(String key, long min, long max) {
        List<Long> out = new ArrayList<>();
        for (JsonNode value : list(key)) {
            out.add(whole(key, value, min, max));
        }
        return out.stream().mapToLong(Long::longValue).toArray();
    }

    public JsonObject object(String key) {
        return inner(key, place + key + ".", require(key));
    }

    public List<JsonObject> objects(String key) {
        List<JsonObject> out = new ArrayList<>();
        for (JsonNode value : list(key)) {
            out.add(inner(key, place + key + "[" + out.size() + "].", value));
        }
        return out;
    }

    /** A list of values, each a text or a number, as it would be typed. */
    public List<String> typedList(String key) {
        List<String> out = new ArrayList<>();
        for (JsonNode value : list(key)) {
            if (!value.isTextual() && !value.isNumber()) {
                throw wrong(key, "a list of numbers or texts", value);
            }
            out.add(value.asText());
        }
        return out;
    }

    /** Whether an object { … } stands there. */
    public boolean isObject(String key) {
        return node.get(key) instanceof ObjectNode;
    }

    /** A copy of what is here, to be written elsewhere. */
    public ObjectNode copy() {
        return node.deepCopy();
    }

    public boolean has(String key) {
        return node.has(key);
    }

    /** All keys, in the order of the file. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** Call when all known keys were read: a key that nobody asked for is a mistake, and often a misspelt one. */
    public void requireNothingElse() {
        for (String key : keys()) {
            if (!asked.contains(key)) {
                throw new UserMistake(file + ": '" + place + shown(key) + "' is not known here; known are "
                        + String.join(", ", asked.stream().sorted().toList())
                        + ".");
            }
        }
    }

    /** A mistake in this object, with the file's name before it. */
    public UserMistake mistake(String key, String what) {
        return new UserMistake(file + ": '" + place + shown(key) + "' " + what);
    }

    private long whole(String key, JsonNode value, long min, long max) {
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < min || value.longValue() > max) {
            throw wrong(key, "a whole number from " + min + " to " + max, value);
        }
        return value.longValue();
    }

    private JsonObject inner(String key, String innerPlace, JsonNode value) {
        if (value instanceof ObjectNode object) {
            return new JsonObject(object, file, innerPlace);
        }
        throw wrong(key, "an object { … }", value);
    }

    private JsonNode list(String key) {
        JsonNode value = require(key);
        if (!value.isArray()) {
            throw wrong(key, "a list [ … ]", value);
        }
        return value;
    }

    private JsonNode require(String key) {
        asked.add(key);
        JsonNode value = node.get(key);
        if (value == null) {
            throw new UserMistake(file + ": '" + place + shown(key) + "' is missing.");
        }
        return value;
    }

    private UserMistake wrong(String key, String wanted, JsonNode value) {
        return mistake(key, "must be " + wanted + ", not " + shown(value.toString()) + ".");
    }

    /** A line's worth of what stands in a file. */
    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }
}

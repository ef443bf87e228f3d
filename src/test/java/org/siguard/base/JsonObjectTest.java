package org.siguard.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonObjectTest {
    private static JsonObject parse(String text) {
        return JsonObject.parse(text.getBytes(StandardCharsets.UTF_8), "f.json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{ | end",
        "{\"a\": 1 | end",
        "{\"a\": [1, 2 | end",
        "{\"a\": 1, \"a\": 2} | Duplicate field 'a'",
        "{\"a\": 1} {\"b\": 2} | something follows",
        "{\"a\": 1} x | x",
        "{\"a\": 1,} | double-quote",
        "{\"a\": foo} | foo",
        "{a: 1} | double-quote",
        "{\"a\": \"b | end"})
    void whatIsNotJsonIsSaidWithItsLineAndWithoutInternals(String text, String message) {
        assertThatThrownBy(() -> parse("\n" + text)).isInstanceOf(UserMistake.class).hasMessageStartingWith("f.json, line 2, column ")
                .hasMessageContaining("is not JSON (").hasMessageContaining(message).hasMessageEndingWith("; correct it there.")
                .hasMessageNotContainingAny("Source", "REDACTED", "start marker", "code ", "JsonNode", "DeserializationFeature");
    }

    @Test
    void onlyAnObjectWillDo() {
        for (String text : new String[] {"", "[]", "3", "null", "\"a\""}) {
            assertThatThrownBy(() -> parse(text)).isInstanceOf(UserMistake.class).hasMessageContaining("must hold one JSON object");
        }
    }

    @Test
    void typedValuesAreTextsAndNumbers() {
        JsonObject json = parse("{\"a\": \"text\", \"b\": 3, \"c\": 0.5, \"d\": true, \"e\": null, \"f\": [1]}");
        assertThat(json.typed("a")).isEqualTo("text");
        assertThat(json.typed("b")).isEqualTo("3");
        assertThat(json.typed("c")).isEqualTo("0.5");
        for (String key : new String[] {"d", "e"}) {
            assertThatThrownBy(() -> json.typed(key)).isInstanceOf(UserMistake.class)
                    .hasMessageContaining("must be a number, a text or a list of texts");
        }
        assertThatThrownBy(() -> json.typed("f")).isInstanceOf(UserMistake.class).hasMessageContaining("must be a list of texts");
        assertThat(parse("{\"g\": [\"x\", \"y\"]}").typed("g")).isEqualTo("x,y");
    }
}

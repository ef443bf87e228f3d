package org.siguard.base;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Values for a list of parameters: immutable, always complete, always within range. Changing one gives a new object.
 */
public final class Settings {
    private final Map<String, Parameter<?>> declared;
    private final Map<String, Object> values;

    private Settings(Map<String, Parameter<?>> declared, Map<String, Object> values) {
        this.declared = declared;
        this.values = values;
    }

    /** Every parameter at its default. */
    public static Settings defaults(List<? extends Parameter<?>> parameters) {
        Map<String, Parameter<?>> declared = new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>();
        for (Parameter<?> p : parameters) {
            if (declared.put(p.key(), p) != null) {
                throw new IllegalArgumentException("declared twice: " + p.key());
            }
            values.put(p.key(), p.defaultValue());
        }
        return new Settings(declared, values);
    }

    public List<Parameter<?>> parameters() {
        return List.copyOf(declared.values());
    }

    /** The value of a parameter of this list. */
    @SuppressWarnings("unchecked") // with() put a T under this key, and nothing else can
    public <T> T get(Parameter<T> parameter) {
        return (T) values.get(find(parameter.key()).key());
    }

    /** These settings with one value changed, checked against its range. */
    public <T> Settings with(Parameter<T> parameter, T value) {
        find(parameter.key());
        Map<String, Object> changed = new LinkedHashMap<>(values);
        changed.put(parameter.key(), parameter.check(value));
        return new Settings(declared, changed);
    }

    /** These settings with one value changed as a user writes it, {@code key} and text. */
    public Settings with(String key, String text) {
        return withParsed(find(key), text);
    }

    private <T> Settings withParsed(Parameter<T> parameter, String text) {
        return with(parameter, parameter.parse(text));
    }

    /** A value as files and fields show it. */
    public <T> String text(Parameter<T> parameter) {
        return parameter.format(get(parameter));
    }

    /** Those that are not at their default, key and value as a user writes them. */
    public Map<String, String> changed() {
        Map<String, String> out = new LinkedHashMap<>();
        for (Parameter<?> parameter : declared.values()) {
            if (!values.get(parameter.key()).equals(parameter.defaultValue())) {
                out.put(parameter.key(), text(parameter));
            }
        }
        return out;
    }

    /** Key and value as files show them, in the order of declaration. */
    public Map<String, Object> asMap() {
        return new LinkedHashMap<>(values);
    }

    private Parameter<?> find(String key) {
        Parameter<?> parameter = declared.get(key);
        if (parameter == null) {
            throw new UserMistake(Names.unknown("setting", key, declared.keySet()));
        }
        return parameter;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings that && declared.keySet().equals(that.declared.keySet()) && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(values);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}

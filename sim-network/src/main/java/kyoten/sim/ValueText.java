package kyoten.sim;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kyoten.sim.kernel.Mix;
import org.jspecify.annotations.Nullable;

/**
 * Messages and other values in short, for a reader of traces. What is left out has its hash in its place, so that two texts are equal
 * only if the values are.
 */
final class ValueText {
    private static final int LONGEST_TEXT = 40;
    private static final int LONGEST_VALUE = 400;
    private static final int MOST_ELEMENTS = 6;

    /** Numbers above are names that were drawn. */
    private static final long LARGEST_COUNT = 1L << 53;

    /** What {@link Object#toString} and {@link ByteString#toString} have of an object's identity: it differs from run to run. */
    private static final Pattern ADDRESS = Pattern.compile("@[0-9a-f]{1,8}\\b");

    private static final Pattern BYTES =
            Pattern.compile("<ByteString size=(\\d+) contents=\"((?:[^\"\\\\]|\\\\.)*)\">");

    private final StringBuilder text = new StringBuilder();

    private ValueText() {}

    /** A message or any other value. */
    static String of(Object any) {
        if (any instanceof Message message) {
            ValueText written = new ValueText();
            written.root(message);
            return shortened(written.text.toString(), LONGEST_VALUE);
        }
        String whole = any.toString();
        String plain = whole.indexOf('@') < 0 ? whole : ADDRESS.matcher(whole).replaceAll("");
        String brief = plain.contains("<ByteString") ? BYTES.matcher(plain).replaceAll(ValueText::bytes) : plain;
        return shortened(brief.replace('\n', ' '), LONGEST_VALUE);
    }

    private static String bytes(MatchResult found) {
        String contents = found.group(2);
        return Matcher.quoteReplacement(
                contents.indexOf('\\') < 0
                        ? '"' + contents + '"'
                        : found.group(1) + " bytes " + name(Mix.text(contents)));
    }

    private static String shortened(String whole, int most) {
        return whole.length() <= most ? whole : whole.substring(0, most - 10) + '…' + name(Mix.text(whole));
    }

    /** Of an envelope the letter first: "append_request {…} in RaftEnvelope {…}". */
    private void root(Message message) {
        Map<FieldDescriptor, Object> fields = message.getAllFields();
        @Nullable FieldDescriptor letter = null;
        for (FieldDescriptor field : fields.keySet()) {
            boolean oneOfMany = field.getJavaType() == JavaType.MESSAGE && field.getContainingOneof() != null;
            letter = oneOfMany ? field : letter;
        }
        if (letter != null) {
            text.append(letter.getName()).append(' ');
            value(Objects.requireNonNull(fields.get(letter)));
            text.append(" in ");
        }
        text.append(message.getDescriptorForType().getName()).append(' ');
        fields(fields, letter);
    }

    private void fields(Map<FieldDescriptor, Object> fields, @Nullable FieldDescriptor leftOut) {
        text.append('{');
        String between = "";
        for (Map.Entry<FieldDescriptor, Object> field : fields.entrySet()) {
            if (field.getKey() != leftOut) {
                text.append(between).append(field.getKey().getName()).append(' ');
                field(field.getKey(), field.getValue());
                between = ", ";
            }
        }
        text.append('}');
    }

    private void field(FieldDescriptor field, Object value) {
        if (field.isRepeated()) {
            elements((List<?>) value);
        } else {
            value(value);
        }
    }

    private void elements(List<?> values) {
        text.append('[');
        for (int i = 0; i < Math.min(values.size(), MOST_ELEMENTS); i++) {
            text.append(i == 0 ? "" : ", ");
            value(values.get(i));
        }
        if (values.size() > MOST_ELEMENTS) {
            long rest = 0;
            for (Object value : values.subList(MOST_ELEMENTS, values.size())) {
                rest = Mix.mix(
                        rest,
                        value instanceof Message message ? Mix.bytes(message.toByteArray()) : Mix.text(of(value)));
            }
            text.append(", ")
                    .append(values.size() - MOST_ELEMENTS)
                    .append(" more ")
                    .append(name(rest));
        }
        text.append(']');
    }

    private void value(Object value) {
        if (value instanceof Message message) {
            fields(message.getAllFields(), null);
        } else if (value instanceof ByteString bytes) {
            bytes(bytes);
        } else if (value instanceof Long number) {
            number(number);
        } else if (value instanceof EnumValueDescriptor constant) {
            text.append(constant.getName());
        } else if (value instanceof String string) {
            quoted(string);
        } else {
            text.append(value);
        }
    }

    private void number(long number) {
        if (Math.abs(number) > LARGEST_COUNT) {
            text.append(name(number));
        } else {
            text.append(number);
        }
    }

    /** A number that was drawn, as a name: shorter, and the same wherever it stands. */
    static String name(long drawn) {
        return '~' + Integer.toHexString((int) (drawn ^ drawn >>> 32));
    }

    private void bytes(ByteString bytes) {
        if (isText(bytes)) {
            quoted(bytes.toStringUtf8());
        } else {
            text.append(bytes.size()).append(" bytes ").append(name(Mix.bytes(bytes.toByteArray())));
        }
    }

    private static boolean isText(ByteString bytes) {
        for (int i = 0; i < bytes.size(); i++) {
            if (bytes.byteAt(i) < ' ' || bytes.byteAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private void quoted(String string) {
        text.append('"').append(shortened(string, LONGEST_TEXT)).append('"');
    }
}

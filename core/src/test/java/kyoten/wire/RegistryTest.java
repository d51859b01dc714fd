package kyoten.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo;
import com.google.protobuf.Int64Value;
import com.google.protobuf.StringValue;
import com.google.protobuf.Value;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Protobuf's own messages serve as examples: they nest, repeat, pack and require as much as any. */
class RegistryTest {
    private static final Registry REGISTRY = Registry.of(
            ProtoCodec.of(1, Int64Value.getDefaultInstance()),
            ProtoCodec.of(2, FileDescriptorProto.getDefaultInstance()),
            ProtoCodec.of(3, Value.getDefaultInstance()),
            ProtoCodec.of(300, BytesValue.getDefaultInstance()),
            ProtoCodec.of(301, StringValue.getDefaultInstance()),
            ProtoCodec.of(302, SourceCodeInfo.getDefaultInstance()));

    private static final byte[][] SEEDS = {
        REGISTRY.encode(FileDescriptorProto.newBuilder()
                .setName("some.proto")
                .addDependency("another.proto")
                .addMessageType(DescriptorProto.getDescriptor().toProto())
                .addMessageType(FileDescriptorProto.getDescriptor().toProto())
                .build()),
        REGISTRY.encode(nested(20)),
        REGISTRY.encode(Int64Value.of(-1)),
        REGISTRY.encode(StringValue.of("拠点 and ASCII")),
    };

    private static Value nested(int depth) {
        Value inner = Value.newBuilder().setNumberValue(depth).build();
        for (int i = 0; i < depth; i++) {
            Value.Builder outer = Value.newBuilder();
            outer.getListValueBuilder().addValues(inner);
            inner = outer.build();
        }
        return inner;
    }

    @Property
    void what_is_encoded_is_decoded(@ForAll long number, @ForAll String text) {
        Int64Value first = Int64Value.of(number);
        Value second = Value.newBuilder().setStringValue(wellFormed(text)).build();

        assertThat(REGISTRY.decode(REGISTRY.encode(first))).isEqualTo(first);
        assertThat(REGISTRY.decode(REGISTRY.encode(second))).isEqualTo(second);
    }

    /** Without unpaired surrogates, which have no UTF-8. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    @Example
    void the_type_stands_in_the_first_two_bytes() {
        assertThat(REGISTRY.encode(BytesValue.getDefaultInstance())).containsExactly(1, 44);
    }

    @Property(tries = 30_000)
    void hostile_bytes_are_a_message_or_malformed(@ForAll("hostile") byte[] bytes) {
        assertMessageOrMalformed(bytes);
    }

    @Provide
    Arbitrary<byte[]> hostile() {
        Arbitrary<byte[]> random = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
        Arbitrary<byte[]> typed = Combinators.combine(Arbitraries.of(1, 2, 3), random)
                .as((type, body) -> {
                    byte[] bytes = Arrays.copyOf(new byte[] {0, (byte) (int) type}, body.length + 2);
                    System.arraycopy(body, 0, bytes, 2, body.length);
                    return bytes;
                });
        Arbitrary<byte[]> mutated = Combinators.combine(
                        Arbitraries.of(SEEDS),
                        Arbitraries.randoms(),
                        Arbitraries.integers().between(1, 8))
                .as((seed, random1, changes) -> Mutation.of(seed, random1, changes));
        return Arbitraries.frequencyOf(Tuple.of(1, random), Tuple.of(2, typed), Tuple.of(4, mutated));
    }

    private static void assertMessageOrMalformed(byte[] bytes) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            REGISTRY.encode(REGISTRY.decode(bytes));
        } catch (MalformedException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).isLessThanOrEqualTo(Frames.LIMIT);
    }

    /** Two bytes that stand for an empty message, a hundred thousand times; and the like. */
    @Example
    void small_bytes_that_unfold_to_much_memory_are_malformed() {
        int[][] patterns = {
            {2, 0x22, 0}, // FileDescriptorProto: an empty message_type
            {2, 0x1A, 0}, // an empty dependency
            {2, 0x50, 1}, // an unpacked public_dependency
            {3, 0x32, 0}, // Value: an empty list, again and again
            {3, 0x32, 2, 0x0A, 0}, // a list with an empty value
            {1, 0x10, 1}, // an unknown field
            {1, 0x12, 0}, // an unknown message
            {1, 0x13, 0x14}, // an unknown group
        };
        for (int[] pattern : patterns) {
            for (int length : new int[] {1_000, Unfolding.ALWAYS_HARMLESS, 100_000, 1_000_000, Frames.LIMIT - 2}) {
                byte[] bytes = new byte[2 + length];
                bytes[1] = (byte) pattern[0];
                for (int i = 0; i < length / (pattern.length - 1) * (pattern.length - 1); i++) {
                    bytes[2 + i] = (byte) pattern[1 + i % (pattern.length - 1)];
                }
                assertMessageOrMalformed(bytes);
            }
        }
    }

    @Example
    void packed_numbers_and_strings_that_unfold_to_much_memory_are_malformed() {
        for (int length : new int[] {1_000, Unfolding.ALWAYS_HARMLESS, 100_000, 1_000_000, Frames.LIMIT - 100}) {
            byte[] ones = new byte[length];
            Arrays.fill(ones, (byte) 1);
            SourceCodeInfo packed = SourceCodeInfo.newBuilder()
                    .addLocation(SourceCodeInfo.Location.newBuilder().mergeFrom(location(ones)))
                    .build();
            assertMessageOrMalformed(REGISTRY.encode(packed));
            assertMessageOrMalformed(REGISTRY.encode(StringValue.of("é" + "x".repeat(length - 2))));
        }
    }

    private static SourceCodeInfo.Location location(byte[] pathAsOnes) {
        SourceCodeInfo.Location.Builder location = SourceCodeInfo.Location.newBuilder();
        for (byte one : pathAsOnes) {
            location.addPath(one);
        }
        return location.build();
    }

    @Example
    void a_big_honest_message_is_decoded() {
        BytesValue big = BytesValue.of(ByteString.copyFrom(new byte[Frames.LIMIT / 2]));

        assertThat(REGISTRY.decode(REGISTRY.encode(big))).isEqualTo(big);
    }

    @Example
    void deep_nesting_is_malformed() {
        assertThatThrownBy(() -> REGISTRY.decode(REGISTRY.encode(nested(300))))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("Value");
    }

    @Example
    void an_unknown_type_is_malformed() {
        assertThatThrownBy(() -> REGISTRY.decode(new byte[] {0, 99}))
                .isInstanceOf(MalformedException.class)
                .hasMessage("message of the unknown type 99");
    }

    @Example
    void a_message_of_an_unknown_type_is_not_encoded() {
        assertThatThrownBy(() -> REGISTRY.encode("a string"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String is not registered");
    }

    @Example
    void a_number_or_a_type_given_twice_is_refused() {
        assertThatThrownBy(() -> REGISTRY.and(ProtoCodec.of(1, DescriptorProto.getDefaultInstance())))
                .hasMessageContaining("number 1 is given to both");
        assertThatThrownBy(() -> REGISTRY.and(ProtoCodec.of(9, Value.getDefaultInstance())))
                .hasMessageContaining("registered twice");
        assertThatThrownBy(() -> REGISTRY.and(ProtoCodec.of(0, DescriptorProto.getDefaultInstance())))
                .hasMessageContaining("must be 1 to 65535");
    }
}

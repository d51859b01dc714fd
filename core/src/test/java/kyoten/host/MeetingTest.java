package kyoten.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import kyoten.node.Effect.Meet;
import kyoten.node.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeetingTest {
    private static final NodeId OSAKA = new NodeId("osaka/1");

    private final AddressBook addresses = new AddressBook();

    @Test
    void a_node_that_was_heard_of_can_be_reached() {
        Meeting.enter(new Meet(OSAKA, "127.0.0.1:7001"), addresses);

        assertThat(addresses.find(OSAKA)).containsExactly(new InetSocketAddress("127.0.0.1", 7001));
    }

    @Test
    void an_address_may_be_of_the_sixth_version() {
        Meeting.enter(new Meet(OSAKA, "::1:7001"), addresses);

        assertThat(addresses.find(OSAKA).get().getPort()).isEqualTo(7001);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1",
                "osaka.example:7001",
                "127.0.0.1:",
                "127.0.0.1:0",
                "127.0.0.1:65536",
                "127.0.0.1:x"
            })
    void what_is_no_address_is_left_out(String address) {
        Meeting.enter(new Meet(OSAKA, address), addresses);

        assertThat(addresses.find(OSAKA)).isEmpty();
    }
}

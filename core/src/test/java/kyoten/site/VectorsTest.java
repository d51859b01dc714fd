package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kyoten.wire.MalformedException;
import org.junit.jupiter.api.Test;

class VectorsTest {

    @Test
    void a_name_of_a_site_is_neither_empty_nor_endless() {
        String longest = "s".repeat(255);
        assertThat(Vectors.origin(longest, 1).site().name()).isEqualTo(longest);
        assertThatThrownBy(() -> Vectors.origin(longest + "s", 1)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Vectors.origin("", 1)).isInstanceOf(MalformedException.class);
    }
}

package io.towerforge.operator.aws.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @Test
    void aRunThatNamesNeitherAnEndpointNorItsTagStaysOnTheSimulator() {
        assertThat(Endpoint.isWanted(null, null)).isFalse();
        assertThat(Endpoint.isWanted(null, "slow,endpoints")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoint", "slow, endpoint", "(endpoint|slow)"})
    void theTagAloneAsksForAnEndpointToo(String groups) {
        assertThat(Endpoint.isWanted(null, groups)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://127.0.0.1:5000"})
    void evenAnEmptyAddressAsksForOne(String address) {
        assertThat(Endpoint.isWanted(address, null)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "${port}", "127.0.0.1:5000", "http://"})
    void whatIsNoAddressFailsInWords(String address) {
        assertThatThrownBy(() -> Endpoint.at(address))
                .hasMessageContaining("names none")
                .hasMessageContaining(Endpoint.PROPERTY);
    }

    @Test
    void anEndpointThatNobodyAnswersAtFailsInWords() throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0)) {
            unused = socket.getLocalPort();
        }
        Endpoint endpoint = Endpoint.at("http://127.0.0.1:" + unused);

        assertThatThrownBy(() -> EndpointAccount.open(endpoint))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Nobody answers at " + endpoint.address());
    }

    @Test
    void anAddressIsTakenAsItIs() {
        assertThat(Endpoint.at("http://127.0.0.1:5000").address()).isEqualTo(URI.create("http://127.0.0.1:5000"));
    }
}

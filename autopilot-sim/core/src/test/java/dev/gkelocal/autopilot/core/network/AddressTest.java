package dev.gkelocal.autopilot.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "01.2.3.4",
                "1.2.3.-4",
                "1.2.3.4 ",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "1.2.3.4::",
                "::1.2.3",
                "1:2:3:4:5:6:7:1.2.3.4",
                "\u0661.2.3.4"
            })
    void text_thatIsNoAddress_isRefused(String text) {
        assertThat(Address.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.9.8.7/8, 10.0.0.1, true",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/31, 0.0.0.1, true",
        "0.0.0.0/31, 0.0.0.2, false",
        "192.168.3.10/32, 192.168.3.10, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 1.2.3.4, false",
        "::/0, fd00::1, true",
        "fd00::/8, fdff:1::, true",
        "fd00::/8, fe00::, false",
        "2001:db8::/64, 2001:db8::ffff:1:2:3, true",
        "2001:db8::/64, 2001:db8:0:1::, false",
        "2001:db8::8/125, 2001:db8::f, true",
        "2001:db8::8/125, 2001:db8::7, false",
        "1.2.3.0/24, ::ffff:1.2.3.4, true",
        "fd00:170::2/128, fd00:170:0:0:0:0:0:2, true"
    })
    void block_holdsWhatItsPrefixSays(String block, String address, boolean expected) {
        assertThat(Cidr.parse(block)
                        .orElseThrow()
                        .contains(Address.parse(address).orElseThrow()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/08", "::/129", "x/8"})
    void text_thatIsNoBlock_isRefused(String text) {
        assertThat(Cidr.parse(text)).isEmpty();
    }
}

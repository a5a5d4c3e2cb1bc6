package uk.seenheard.api.partners.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To whom this server says something by itself, and to whom never. */
class AddressesTest {
  private static final int PORT = 8443;

  private static Addresses addresses(String... inside) {
    return new Addresses(Set.of(inside), Set.of("incidents.example.police.uk"), () -> PORT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://localhost/",
        "https://2130706433/",
        "https://0.0.0.0/",
        "https://10.1.2.3/",
        "https://172.16.0.1/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[fe80::1]/",
        "https://[fd00::1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://224.0.0.1/",
        "https://255.255.255.255/"
      })
  void nothingLeadsIntoThisNetwork(String url) {
    assertThat(addresses().find(url).pinned()).isEmpty();
    assertThat(addresses().find(url).fault()).contains("SEENHEARD_PARTNER_HOSTS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://198.51.100.7/",
        "ftp://198.51.100.7/",
        "file:///etc/passwd",
        "https://user:word@198.51.100.7/",
        "https://198.51.100.7/#there",
        "//198.51.100.7/",
        "https:///hook",
        "no address",
        ""
      })
  void whatIsNoPlainAddressOfTheWorldByTlsIsRefused(String url) {
    assertThat(addresses().find(url).pinned()).isEmpty();
    assertThat(addresses().find(url).fault()).isNotBlank();
  }

  @Test
  void whatASettingNamesMayBeToldButNeverThisServerItself() {
    Addresses allowed = addresses("127.0.0.1", "incidents.example.police.uk");
    assertThat(allowed.find("http://127.0.0.1:9000/hook?a=b").pinned())
        .contains(new Addresses.Pinned("127.0.0.1", 9000, false, "/hook?a=b", "127.0.0.1"));
    assertThat(allowed.find("http://127.0.0.1:" + PORT + "/v1/webhooks").fault())
        .isEqualTo("leads back to this server");
    assertThat(allowed.find("https://[::1]:9000/").pinned()).isEmpty();
  }

  @Test
  void whatIsOfTheWorldIsConnectedToByTheAddressThatWasLookedAt() throws UnknownHostException {
    assertThat(addresses().find("https://93.184.216.34/hook").pinned())
        .contains(new Addresses.Pinned("93.184.216.34", 443, true, "/hook", "93.184.216.34"));
    assertThat(Addresses.isPublic(InetAddress.getByName("2a00:1450:4009:80b::200e"))).isTrue();
  }
}

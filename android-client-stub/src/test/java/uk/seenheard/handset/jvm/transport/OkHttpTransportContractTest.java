package uk.seenheard.handset.jvm.transport;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import uk.seenheard.handset.core.FakeHttp;
import uk.seenheard.handset.core.transport.Transport;
import uk.seenheard.handset.core.transport.TransportContract;
import uk.seenheard.handset.jvm.device.JacksonJsonReader;

/** OkHttp's transport, over a real port, does what the port says. */
class OkHttpTransportContractTest extends TransportContract {
  private FakeHttp http;

  @BeforeEach
  void start() throws IOException {
    http = new FakeHttp(server);
  }

  @AfterEach
  void stop() {
    http.close();
  }

  @Override
  protected Transport transport() {
    return new OkHttpTransport(http.address(), new JacksonJsonReader(), 5_000);
  }
}

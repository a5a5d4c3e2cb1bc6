package uk.seenheard.api.partners.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.sync.codec.Json;

/** An API of the force's that takes incidents from whom it knows by a certificate alone. */
class PushedByCertificateHttpTest {
  private static final char[] PASSWORD = "only-for-tests".toCharArray();

  @TempDir Path folder;

  private KeyStore made(String name) throws Exception {
    Path store = folder.resolve(name + ".p12");
    keytool(
        store,
        name,
        "-genkeypair",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=" + name,
        "-ext",
        "SAN=dns:localhost,ip:127.0.0.1",
        "-validity",
        "3650",
        "-startdate",
        "-1d",
        "-storetype",
        "PKCS12");
    keytool(store, name, "-exportcert", "-rfc", "-file", folder.resolve(name + ".pem").toString());
    KeyStore read = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      read.load(in, PASSWORD);
    }
    Files.writeString(
        folder.resolve(name + ".key"),
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(read.getKey(name, PASSWORD).getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
    return read;
  }

  private static void keytool(Path store, String alias, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "-alias", alias, "-keystore", store.toString(), "-storepass", new String(PASSWORD)));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  /** Takes from whoever shows the certificate that it trusts, and from nobody else. */
  private static HttpsServer theirs(KeyStore own, KeyStore known, List<String> peers)
      throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("force", known.getCertificate("force"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 20);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters with = context.getDefaultSSLParameters();
            with.setNeedClientAuth(true);
            parameters.setSSLParameters(with);
          }
        });
    server.createContext(
        "/incidents",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          peers.add(((HttpsExchange) exchange).getSSLSession().getPeerPrincipal().getName());
          exchange.sendResponseHeaders(201, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private String told(String push, String url, boolean taken) throws Exception {
    Path mapping =
        Files.writeString(
            folder.resolve("mapping.json"),
            "{\"incident\": [{\"from\": \"reference\", \"to\":"
                + " \"incidentReportedAlreadyReference\"}], \"push\": {\"url\": \""
                + url
                + "\", \"trustFile\": \"rms.pem\""
                + push
                + "}}");
    try (LiveServer server =
        LiveServer.start(
            Files.createTempDirectory(folder, "data"),
            System::currentTimeMillis,
            Map.of(
                "SEENHEARD_MAPPING", mapping.toString(), "SEENHEARD_PARTNER_HOSTS", "127.0.0.1"))) {
      Caller records = Caller.signedIn(server.url(), "records");
      records
          .post(
              "/v1/webhooks",
              Json.object().put("feed", "incidents").put("from", 1).put("url", url).build())
          .expect(200);
      String incident = RecordedCase.record(server, "MTLS-1", RecordedCase.read("case-1-complete"));
      RecordedCase.authorise(server, incident).expect(201);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
      while (true) {
        Json.Obj one = (Json.Obj) records.get("/v1/webhooks").expect(200).items("webhooks").get(0);
        boolean done =
            taken
                ? one.text("waiting").isEmpty() && one.whole("at").isPresent()
                : one.whole("failures").orElse(0L) > 0;
        if (done) {
          return incident;
        }
        assertThat(System.nanoTime()).as("it was told").isLessThan(end);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
  }

  @Test
  void whoAsksForACertificateIsShownTheForcesAndTakesFromNobodyElse() throws Exception {
    List<String> peers = new CopyOnWriteArrayList<>();
    KeyStore force = made("force");
    KeyStore rms = made("rms");
    made("stranger");
    HttpsServer theirs = theirs(rms, force, peers);
    String url = "https://127.0.0.1:" + theirs.getAddress().getPort() + "/incidents";
    try {
      told(
          ", \"certificateFile\": \"stranger.pem\", \"certificateKeyFile\": \"stranger.key\"",
          url,
          false);
      assertThat(peers).isEmpty();
      told(
          ", \"certificateFile\": \"force.pem\", \"certificateKeyFile\": \"force.key\"", url, true);
      assertThat(peers).isNotEmpty().allMatch("CN=force"::equals);
    } finally {
      theirs.stop(0);
    }
  }
}

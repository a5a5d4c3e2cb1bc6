package uk.seenheard.api.field.officer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the officer's page is made of, as it was found on the class path when the server started.
 *
 * @param version changes whenever one of the files does; empty when this build has no page
 * @param files by name, without the document and the service worker
 * @param page the document, which names all else by version
 * @param keeper the service worker: it names every file with its digest, so that it keeps those and
 *     nothing else
 */
record OfficerFiles(String version, Map<String, String> files, String page, String keeper) {
  private static final String FOLDER = "/uk/seenheard/officer/page/";
  private static final String LIST = "files.txt";
  private static final String PAGE = "index.html";
  private static final String KEEPER = "sw.js";
  private static final int VERSION_CHARS = 12;

  /** Copies. */
  OfficerFiles {
    files = Map.copyOf(files);
  }

  /** Reads everything, or nothing where one file is missing: no page runs with half of itself. */
  static OfficerFiles read() throws IOException {
    Optional<String> list = text(LIST);
    if (list.isEmpty()) {
      return none();
    }
    Map<String, String> files = new TreeMap<>();
    for (String name : list.get().lines().filter(line -> !line.isBlank()).toList()) {
      Optional<String> file = text(name);
      if (file.isEmpty()) {
        return none();
      }
      files.put(name, file.get());
    }
    Optional<String> page = text(PAGE);
    Optional<String> keeper = text(KEEPER);
    if (page.isEmpty() || keeper.isEmpty()) {
      return none();
    }
    Map<String, String> all = new TreeMap<>(files);
    all.put(PAGE, page.get());
    all.put(KEEPER, keeper.get());
    String version = digest(String.join("\n", all.values())).substring(0, VERSION_CHARS);
    String document = page.get().replace("{{files}}", version + '/');
    return new OfficerFiles(version, files, document, kept(version, files, document, keeper.get()));
  }

  /** The service worker of this version: the document stands under the empty name. */
  private static String kept(
      String version, Map<String, String> files, String document, String keeper) {
    Map<String, String> digests = new TreeMap<>();
    digests.put("", digest(document));
    files.forEach((name, text) -> digests.put(version + '/' + name, digest(text)));
    String listed =
        digests.entrySet().stream()
            .map(one -> '"' + one.getKey() + "\":\"" + one.getValue() + '"')
            .collect(Collectors.joining(",", "{", "}"));
    return keeper.replace("{{version}}", version).replace("{{digests}}", listed);
  }

  private static OfficerFiles none() {
    return new OfficerFiles("", Map.of(), "", "");
  }

  private static Optional<String> text(String name) throws IOException {
    try (InputStream in = OfficerFiles.class.getResourceAsStream(FOLDER + name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  boolean isThere() {
    return !version.isEmpty();
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}

package uk.seenheard.api.field.officer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the officer's page is made of, as it was found on the class path when the server started.
 *
 * @param version changes whenever one of the files does; empty when this build has no page
 * @param files by name, without the document
 * @param page the document, which names all else by version
 */
record OfficerFiles(String version, Map<String, String> files, String page) {
  private static final String FOLDER = "/uk/seenheard/officer/page/";
  private static final String PAGE = "index.html";
  private static final int VERSION_CHARS = 12;

  private static final List<String> NAMES =
      List.of(
          PAGE,
          "officer.css",
          "officer.js",
          "worker.js",
          "browser.js",
          "crypto.js",
          "noble.js",
          "noble-LICENSE.txt",
          "opfs.js",
          "transport.js",
          "handset.js");

  /** Copies. */
  OfficerFiles {
    files = Map.copyOf(files);
  }

  /** Reads everything, or nothing where one file is missing: no page runs with half of itself. */
  static OfficerFiles read() throws IOException {
    Map<String, String> files = new TreeMap<>();
    MessageDigest digest = sha256();
    for (String name : NAMES) {
      try (InputStream in = OfficerFiles.class.getResourceAsStream(FOLDER + name)) {
        if (in == null) {
          return new OfficerFiles("", Map.of(), "");
        }
        byte[] bytes = in.readAllBytes();
        digest.update(bytes);
        files.put(name, new String(bytes, StandardCharsets.UTF_8));
      }
    }
    String version = HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_CHARS);
    String page = files.getOrDefault(PAGE, "").replace("{{files}}", version + '/');
    files.remove(PAGE);
    return new OfficerFiles(version, files, page);
  }

  boolean isThere() {
    return !version.isEmpty();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}

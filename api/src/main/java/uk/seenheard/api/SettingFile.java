package uk.seenheard.api;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import uk.seenheard.api.ground.server.Exposure;

/**
 * A file that a setting names. All of them are read through here, so that whatever is wrong with
 * one is said with the setting, the path and what to do.
 *
 * @param setting the variable that names it
 */
record SettingFile(String setting, Path path) {

  /** What is made of a file. */
  @FunctionalInterface
  interface Reading<T> {
    /** Reads it. */
    T read() throws IOException;
  }

  /**
   * What is made of a file, or of none where the setting names none.
   *
   * @throws NotStarted when it cannot be had or used
   */
  static <T> T read(String setting, Optional<Path> path, Reading<T> reading) throws IOException {
    if (path.isEmpty()) {
      return reading.read();
    }
    SettingFile file = new SettingFile(setting, path.get());
    file.find();
    return file.use(reading);
  }

  /** The files that have to be there before the server starts. */
  static List<SettingFile> of(Settings settings) {
    List<SettingFile> files = new ArrayList<>();
    BiConsumer<String, Optional<Path>> named =
        (setting, path) -> path.ifPresent(at -> files.add(new SettingFile(setting, at)));
    named.accept("SEENHEARD_STORE_KEY", settings.storeKey());
    named.accept("SEENHEARD_KEYS", settings.mongoUri().map(elsewhere -> settings.keys()));
    named.accept("SEENHEARD_FORCE", settings.force());
    named.accept("SEENHEARD_LOGIN_KEYS", settings.login().flatMap(LoginSettings::keys));
    named.accept("SEENHEARD_LOGIN_MAPPING", settings.login().flatMap(LoginSettings::mapping));
    named.accept("SEENHEARD_CHASE", settings.chase());
    named.accept("SEENHEARD_DUTIES", settings.duties());
    named.accept("SEENHEARD_FORMS", settings.forms());
    named.accept("SEENHEARD_REFERRALS", settings.referrals());
    named.accept("SEENHEARD_MAPPING", settings.mapping());
    Optional<Exposure.Certificate> certificate = settings.exposure().certificate();
    named.accept("SEENHEARD_TLS_CERTIFICATE", certificate.map(Exposure.Certificate::chain));
    named.accept("SEENHEARD_TLS_KEY", certificate.map(Exposure.Certificate::key));
    return files;
  }

  /**
   * A folder that is one, or is not there yet.
   *
   * @throws NotStarted when it is a file
   */
  static void folder(String setting, Path path) {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new SettingFile(setting, path)
          .refused(
              "is a file: name a folder of the server's own, which is made where there is none");
    }
  }

  /**
   * Sees that it is there and can be read.
   *
   * @throws NotStarted when not
   */
  void find() {
    if (!Files.exists(path)) {
      throw refused("is not there: put the file there, or name another");
    }
    if (Files.isDirectory(path)) {
      throw refused("is a folder: name the file in it");
    }
    if (!Files.isReadable(path)) {
      throw refused("this user may not read: let the user who runs the server read it");
    }
  }

  /**
   * What is made of it.
   *
   * @throws NotStarted when what is in it cannot be used
   */
  <T> T use(Reading<T> reading) {
    try {
      return reading.read();
    } catch (IOException | IllegalArgumentException unusable) {
      throw refused("cannot be used: " + cause(unusable) + ". Mend the file and start again");
    }
  }

  private String cause(Exception unusable) {
    String cause = String.valueOf(unusable.getMessage());
    if (unusable instanceof FileSystemException at && at.getFile() != null) {
      boolean another = !Path.of(at.getFile()).equals(path);
      cause = (another ? at.getFile() + " " : "it ") + wrong(at);
    } else if (unusable instanceof CharacterCodingException) {
      cause = "it is not text in UTF-8";
    }
    return cause.endsWith(".") ? cause.substring(0, cause.length() - 1) : cause;
  }

  private static String wrong(FileSystemException at) {
    if (at instanceof NoSuchFileException) {
      return "is not there";
    }
    if (at instanceof AccessDeniedException) {
      return "may not be opened or made by the user who runs the server";
    }
    if (at instanceof FileAlreadyExistsException || at instanceof NotDirectoryException) {
      return "is a file where a folder has to be";
    }
    return at.getReason() == null ? "cannot be opened" : "cannot be opened: " + at.getReason();
  }

  private NotStarted refused(String why) {
    return new NotStarted(setting + " names " + path + ", which " + why);
  }
}

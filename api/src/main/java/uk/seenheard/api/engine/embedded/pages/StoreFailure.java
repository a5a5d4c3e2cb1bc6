package uk.seenheard.api.engine.embedded.pages;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A failure of the file below the store: the disk is full, the file is damaged, the device fails.
 */
public final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, with the code a client sees. */
  public enum Kind {
    DISK_FULL(14031, "OutOfDiskSpace"),
    DAMAGED(271, "DataCorruptionDetected"),
    VANISHED(175, "QueryPlanKilled"),
    DEVICE(8, "UnknownError"),
    STOPPED(91, "ShutdownInProgress");

    public final int code;
    public final String codeName;

    Kind(int code, String codeName) {
      this.code = code;
      this.codeName = codeName;
    }
  }

  private final Kind kind;

  public StoreFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  StoreFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  public static StoreFailure of(SQLException e) {
    if (e instanceof SQLiteException s) {
      SQLiteErrorCode code = s.getResultCode();
      int primary = code.code & 0xff;
      if (primary == SQLiteErrorCode.SQLITE_FULL.code) {
        return new StoreFailure(
            Kind.DISK_FULL,
            "The disk that holds the store is full, nothing of this command was kept; free some"
                + " space and try again, reading goes on meanwhile",
            e);
      }
      if (primary == SQLiteErrorCode.SQLITE_CORRUPT.code
          || primary == SQLiteErrorCode.SQLITE_NOTADB.code) {
        return new StoreFailure(
            Kind.DAMAGED,
            "The store's file is damaged (" + code + "); stop the server and restore a backup",
            e);
      }
      if (primary == SQLiteErrorCode.SQLITE_ERROR.code
          && String.valueOf(e.getMessage()).contains("no such table")) {
        return new StoreFailure(
            Kind.VANISHED, "The collection or index was dropped while it was being read", e);
      }
      return new StoreFailure(
          Kind.DEVICE,
          "The store's file could not be read or written ("
              + code
              + "); look at the device, then restart the server",
          e);
    }
    return new StoreFailure(
        Kind.DEVICE, "The store's file could not be read or written; see the cause", e);
  }
}

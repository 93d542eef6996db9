package workbook.lab.book;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Something that the user can understand and mend; its message is all there is to show. */
public class UserError extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** An error with this to say: what was tried, why it failed, what to do. */
  public UserError(String message) {
    super(message);
  }

  /** The same, for a message with parts. */
  public static UserError of(String format, Object... parts) {
    return new UserError(format.formatted(parts));
  }

  /** Why a file cannot be used, in words: some exceptions of Java name the file only. */
  public static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "you are not allowed to";
      default -> failure.getMessage();
    };
  }
}

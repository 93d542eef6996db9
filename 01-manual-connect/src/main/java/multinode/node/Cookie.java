package multinode.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import workbook.Todo;

/**
 * The secret that the nodes of one cluster share. It is never printed and never sent; a node only
 * proves that it has it.
 */
public final class Cookie {

  private final byte[] secret;

  private Cookie(byte[] secret) {
    this.secret = secret;
  }

  /**
   * A cookie of 1 to 255 visible ASCII characters.
   *
   * @throws IllegalArgumentException when {@code text} is not that; the message does not repeat it
   */
  public static Cookie of(String text) {
    // 1.1: refuse what is not 1 to 255 visible ASCII characters, without repeating it.
    throw new Todo("1.1", "take 1 to 255 visible ASCII characters, refuse the rest");
  }

  /**
   * The HMAC-SHA-256 of a text under this cookie (RFC 2104, FIPS 180-4): 32 bytes that nobody can
   * make without the cookie, and that do not tell it.
   */
  public byte[] sign(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** Says that it is a cookie, and not which. */
  @Override
  public String toString() {
    // 1.1: logs and error messages print whatever they are given.
    throw new Todo("1.1", "say that it is a cookie, and not which");
  }
}

package workbook.lab.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Whether this JVM rests: a wrong answer may have left a thread that runs in circles. */
final class Idle {

  private static final long SAMPLE = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int TRIES = 5;

  private Idle() {}

  /** True when, for as long as this looks, most of a core is in use. */
  static boolean isNot() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    for (int i = 0; i < TRIES; i++) {
      long used = system.getProcessCpuTime();
      long start = System.nanoTime();
      LockSupport.parkNanos(SAMPLE);
      long busy = system.getProcessCpuTime() - used;
      if (busy < (System.nanoTime() - start) / 2) return false;
    }
    return true;
  }
}

package multinode.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;

/**
 * What Hazelcast does with {@link Shared} values: when parts of a network meet, a value that one
 * part lacks is kept, and of two the value itself decides. Hazelcast makes this by the name of its
 * class, and so it is public.
 */
public final class Merging implements SplitBrainMergePolicy<Shared, MergingValue<Shared>, Object> {

  @Override
  public Object merge(MergingValue<Shared> merging, MergingValue<Shared> existing) {
    Shared theirs = merging.getDeserializedValue();
    Shared ours = existing == null ? null : existing.getDeserializedValue();
    if (ours == null) return theirs;
    return theirs == null ? ours : ours.merged(theirs);
  }

  @Override
  public void writeData(ObjectDataOutput out) {
    // It has nothing to tell.
  }

  @Override
  public void readData(ObjectDataInput in) {
    // It has nothing to be told.
  }
}

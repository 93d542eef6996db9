package multinode.cluster;

import com.hazelcast.nio.serialization.ByteArraySerializer;
import multinode.wire.Codec;

/**
 * Records in Hazelcast's maps, written as they are for other nodes: pids, and those of rooms above.
 */
record Records(Codec codec) implements ByteArraySerializer<Record> {

  @Override
  public int getTypeId() {
    return 1;
  }

  @Override
  public byte[] write(Record value) {
    return codec.encode(value);
  }

  @Override
  public Record read(byte[] bytes) {
    return (Record) codec.decode(bytes);
  }
}

package io.stackctl.node.store;

import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.option.RaftMetaStorageOptions;
import com.alipay.sofa.jraft.storage.RaftMetaStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The term that this voter knows and whom it voted for in it: one line with a checksum, on the disk before a vote is
 * given. A voter that forgets its vote can vote twice, and one that reads a damaged term may never lead again, so
 * damage stops the start; jraft's own file would take flipped bits for a term.
 */
final class VoteFile implements RaftMetaStorage {
    static final String NAME = "vote";
    private static final Pattern LINE = Pattern.compile("term (\\d{1,18}) vote (\\S+) sum ([0-9a-f]{1,8})\n");

    private final Path file;
    private final Trouble trouble;
    private final DiskSpace space;
    private long term;
    private PeerId vote = PeerId.emptyPeer();

    VoteFile(Path folder, Trouble trouble, DiskSpace space) {
        this.file = folder.resolve(NAME);
        this.trouble = trouble;
        this.space = space;
    }

    @Override
    public synchronized boolean init(RaftMetaStorageOptions options) {
        try {
            DurableFiles.createPrivateFolder(DurableFiles.folderOf(file));
            // From the first start on there is a file: one that is missing later was lost.
            return Files.exists(file) ? read(Files.readAllBytes(file)) : setTermAndVotedFor(term, vote);
        } catch (IOException failed) {
            trouble.report(new StoreException("the vote in " + file + " cannot be read: " + failed, failed));
            return false;
        }
    }

    private boolean read(byte[] content) {
        var line = LINE.matcher(new String(content, StandardCharsets.US_ASCII));
        if (!line.matches() || !line.group(3).equals(sum(line.group(1), line.group(2)))) {
            trouble.report(new StoreException("the vote in " + file
                    + " is damaged: restore the data folder from a copy, or empty it and join the cluster again"));
            return false;
        }
        term = Long.parseLong(line.group(1));
        vote = PeerId.emptyPeer();
        return line.group(2).equals("nobody") || vote.parse(line.group(2));
    }

    private static String sum(String term, String vote) {
        var sum = new CRC32C();
        sum.update((term + " " + vote).getBytes(StandardCharsets.US_ASCII));
        return Long.toHexString(sum.getValue());
    }

    @Override
    public synchronized boolean setTermAndVotedFor(long newTerm, PeerId peer) {
        term = newTerm;
        vote = peer.copy();
        var name = vote.isEmpty() ? "nobody" : vote.toString();
        var line = "term " + term + " vote " + name + " sum " + sum(Long.toString(term), name) + "\n";
        try {
            DurableFiles.replace(file, line.getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (IOException failed) {
            trouble.report(space.explain("the vote cannot be written (" + failed.getMessage() + ")"));
            return false;
        }
    }

    @Override
    public synchronized boolean setTerm(long newTerm) {
        return setTermAndVotedFor(newTerm, vote);
    }

    @Override
    public synchronized boolean setVotedFor(PeerId peer) {
        return setTermAndVotedFor(term, peer);
    }

    @Override
    public synchronized long getTerm() {
        return term;
    }

    @Override
    public synchronized PeerId getVotedFor() {
        return vote;
    }

    @Override
    public void shutdown() {}
}

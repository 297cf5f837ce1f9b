import Airworthy
import Trust

/// A blob on its way from a source into a file, and its comparison with its descriptor.
struct BlobTransfer {
    let blob: Descriptor
    let source: any BlobSource
    let origin: ImageReference

    /// Fills an empty file.
    /// - Parameter directory: where the file is, for messages.
    /// - Returns: what is wrong with what came; nil when the file holds the blob.
    /// - Throws: `blob-unwritable`, and what the source throws.
    func fill(_ file: BlobFile, in directory: String) async throws(Obstacle) -> ImageDefect? {
        let name = "\(origin.repository)@\(blob.digest)"
        // Reading stops where the descriptor says the blob ends, so a body without end costs no more than a true one.
        let sink = BlobFileSink(file, blob.digest.algorithm, limit: blob.size)
        let isThere = try await source.pour(blob.digest, in: origin, into: sink)
        let seen: Measurement?
        do throws(FileFailure) {
            seen = try sink.finish()
        } catch {
            throw error.obstacle("blob-unwritable", "keep a blob in", directory)
        }
        guard isThere, let seen else {
            return ImageDefect(.missingBlob, "there is no blob `\(name)`", at: .image(name))
        }
        guard seen.size == blob.size else {
            let size = seen.size > blob.size ? "more" : "\(seen.size)"
            return ImageDefect(
                .sizeMismatch, "`\(name)` should have \(blob.size) bytes and has \(size)", at: .image(name))
        }
        guard seen.digest == blob.digest else {
            return ImageDefect(
                .digestMismatch, "the blob served for `\(name)` hashes to \(seen.digest)", at: .image(name))
        }
        return nil
    }
}

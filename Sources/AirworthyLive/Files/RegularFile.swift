import Airworthy
import Glibc
import Trust

/// An open regular file: the only sort evidence is read from.
///
/// Sockets, pipes and devices are refused without ever waiting for a writer: the path is looked at before it is opened
/// (opening a device may already do something), opened without blocking, and looked at again once it is open.
struct RegularFile: ~Copyable {
    /// Whether the last component of a path may be a symbolic link.
    enum Links {
        /// The user named the path: where their link leads is their business.
        case followed
        /// Somebody else made the tree (an image layout): a link there leads out of it.
        case refused
    }

    /// Of a large file: enough for few system calls, and still in the processor's cache when it is hashed.
    static let pieceSize = 256 << 10
    /// Of a small one, and of a file that declares no size.
    private static let smallPieceSize = 16 << 10

    private let descriptor: FileDescriptor
    /// As it was when the file was opened.
    private let opened: stat

    /// - Returns: nil when nothing is there.
    static func open(
        _ path: String, in parent: Int32 = AT_FDCWD, links: Links
    ) throws(FileFailure) -> RegularFile? {
        guard !path.utf8.contains(0) else { throw .system(SystemError(code: EINVAL)) }
        let follow = links == .followed
        var named = stat()
        guard fstatat(parent, path, &named, follow ? 0 : AT_SYMLINK_NOFOLLOW) == 0 else {
            let error = SystemError()
            if error.meansAbsent { return nil }
            throw .system(error)
        }
        guard named.isRegular else { throw .notRegular(named.noun) }
        let flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | (follow ? 0 : O_NOFOLLOW)
        let descriptor = try FileDescriptor(opening: path, in: parent, flags)
        let opened = try descriptor.status()
        guard opened.isRegular else { throw .notRegular(opened.noun) }
        return RegularFile(descriptor: descriptor, opened: opened)
    }

    /// Gives the descriptor away, for whoever reads the file in an order of their own.
    consuming func release() -> FileDescriptor { descriptor }

    /// Hands over the content in pieces of at most 256 KiB, until the end or until `body` says it has had enough.
    borrowing func forEachPiece(
        _ body: (UnsafeRawBufferPointer) throws(FileFailure) -> Bool
    ) throws(FileFailure) {
        let isSmall = opened.st_size < Self.smallPieceSize
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: isSmall ? Self.smallPieceSize : Self.pieceSize, alignment: 16)
        defer { buffer.deallocate() }
        var size = 0
        while true {
            let count = try descriptor.read(into: buffer)
            guard count > 0 else { break }
            guard try body(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { return }
            size += count
            // A regular file fills the buffer unless it ends, so one more read would only say so again; had it grown
            // since, what follows would see it. Not for files that declare no size, as those under /proc.
            if count < buffer.count, size == Int(opened.st_size) { break }
        }
        // Only a file read to its end can be said to have stood still.
        let now = try descriptor.status()
        guard now.st_size == opened.st_size, now.st_mtim.tv_sec == opened.st_mtim.tv_sec,
            now.st_mtim.tv_nsec == opened.st_mtim.tv_nsec
        else { throw .changed }
    }

    /// The whole content.
    borrowing func bytes(limit: Int) throws(FileFailure) -> [UInt8] {
        // The declared size is a hint: files under /proc declare none, and a sparse one may declare anything.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(Int(opened.st_size), limit))
        try forEachPiece { (piece) throws(FileFailure) in
            guard bytes.count + piece.count <= limit else { throw .tooLarge(limit: limit) }
            bytes.append(contentsOf: piece)
            return true
        }
        return bytes
    }

    /// Size and digest, streamed. Stops once `limit` bytes have been exceeded; the size then says so.
    borrowing func measurement(
        _ algorithm: DigestAlgorithm, limit: Int64 = .max, unless cancellation: BlockingWork.Cancellation
    ) throws(FileFailure) -> Measurement {
        var measured = MeasuredBytes(algorithm)
        try forEachPiece { (piece) throws(FileFailure) in
            guard !cancellation.isCancelled else { throw .cancelled }
            measured.update(piece)
            return measured.size <= limit
        }
        return measured.finish()
    }
}

extension stat {
    static let linkNoun = "a symbolic link"

    var isRegular: Bool { st_mode & S_IFMT == S_IFREG }

    /// What this is, with its article.
    var noun: String {
        switch st_mode & S_IFMT {
        case S_IFREG: "a regular file"
        case S_IFDIR: "a directory"
        case S_IFLNK: Self.linkNoun
        case S_IFIFO: "a pipe"
        case S_IFSOCK: "a socket"
        case S_IFBLK, S_IFCHR: "a device"
        default: "something unknown"
        }
    }
}

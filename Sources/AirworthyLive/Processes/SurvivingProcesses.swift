import Glibc

/// Programs that outlived the process that started them, found by a variable of their environment.
public enum SurvivingProcesses {
    /// Only processes of the same user can be seen into, which those are. Looks into `/proc`, see proc(5).
    ///
    /// - Returns: ids of the processes whose environment holds `name=value`; nil where nobody can look, which is not the
    ///   same as none.
    public static func marked(_ name: String, _ value: String) async -> [Int32]? {
        await BlockingWork.run { (_) in
            let mark = Array("\(name)=\(value)".utf8)
            return processes()?.filter { process in
                guard let file = try? FileDescriptor(opening: "/proc/\(process)/environ", O_RDONLY),
                    let bytes = try? bytes(of: file)
                else { return false }
                return bytes.split(separator: 0).contains { $0.elementsEqual(mark) }
            }
        }
    }

    private static func processes() -> [Int32]? {
        guard let directory = opendir("/proc") else { return nil }
        defer { closedir(directory) }
        var processes: [Int32] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let process = Int32(name) { processes.append(process) }
        }
        // Without even ourselves in it, it is no list of processes.
        guard let own = processes.firstIndex(of: getpid()) else { return nil }
        processes.remove(at: own)
        return processes
    }

    private static func bytes(of file: borrowing FileDescriptor) throws(FileFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 << 10, alignment: 1)
        defer { piece.deallocate() }
        while bytes.count < 4 << 20 {
            let count = try file.read(into: piece)
            guard count > 0 else { break }
            bytes.append(contentsOf: piece[..<count])
        }
        return bytes
    }
}

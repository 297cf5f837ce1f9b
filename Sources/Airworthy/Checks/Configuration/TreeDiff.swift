/// Compares two trees path by path. Pure.
enum TreeDiff {
    /// What lies below a directory that only one side has is not reported again.
    static func differences(desired: TreeListing, live: TreeListing) -> [Difference] {
        let desiredEntries = entries(of: desired)
        let liveEntries = entries(of: live)
        var differences: [Difference] = []
        var covered: String?
        for item in desired.items where !isBelow(item.path, covered) {
            let entry = liveEntries[Array(item.path.utf8)]
            if item.entry == .directory, entry != .directory { covered = item.path }
            // Two sockets are not the same socket: what cannot be read is never equal.
            if entry != item.entry || entry == .other {
                differences.append(difference(item.path, desired: item.entry, live: entry))
            }
        }
        covered = nil
        for item in live.items where !isBelow(item.path, covered) {
            let entry = desiredEntries[Array(item.path.utf8)]
            if item.entry == .directory, entry != .directory { covered = item.path }
            if entry == nil { differences.append(difference(item.path, desired: nil, live: item.entry)) }
        }
        return differences
    }

    // By bytes: two names that Unicode calls equivalent are two files.
    private static func entries(of listing: TreeListing) -> [[UInt8]: TreeEntry] {
        Dictionary(listing.items.map { (Array($0.path.utf8), $0.entry) }) { first, _ in first }
    }

    private static func isBelow(_ path: String, _ directory: String?) -> Bool {
        guard let directory else { return false }
        return path.utf8.starts(with: "\(directory)/".utf8)
    }

    private static func difference(_ path: String, desired: TreeEntry?, live: TreeEntry?) -> Difference {
        let kind: Difference.Kind =
            switch (desired, live) {
            case (.some, nil): .missing
            case (nil, _): .unexpected
            case (let desired?, let live?): desired.isSameKind(as: live) ? .changed : .retyped
            }
        return Difference(
            kind: kind, path: path, sides: .entries(desired: desired, live: live), isSensitive: false)
    }
}

extension Array {
    /// In parts for threads that work side by side, none of them smaller than `least` but for the last.
    func divided(among threads: Int, atLeast least: Int) -> [[Element]] {
        let size = Swift.max(least, (count + threads - 1) / threads)
        return stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}

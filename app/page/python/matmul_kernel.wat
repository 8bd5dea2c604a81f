;; c = a b for matrices of float32, four numbers at a time: NumPy's WebAssembly has no such products.
;;
;; a (n, k) and b (k, m) lie anywhere in Python's memory, transposed or not: where a number lies is
;; told by two strides, in bytes. c (n, m) is contiguous. As BLAS does it (Goto & van de Geijn 2008),
;; both are first copied into the order in which they are read: b once, in panels of 8 columns, a in
;; bands of 4 rows; what is missing at the edges is filled with zeros. Each tile of 4 by 8 numbers
;; of c then stays in registers from its first product to its last.
;;
;; The scratch is 32 + 4 k + 8 k ceil(m / 8) numbers: a tile, a band, all panels. n, k, m are 1 and up.
(module
  ;; without data and table: Emscripten's loader takes it for a library, and gives it the memory
  (@custom "dylink.0" (before first) "\01\04\00\00\00\00")
  (import "env" "memory" (memory 1))

  (func (export "product")
    (param $a i32) (param $a_row i32) (param $a_column i32)
    (param $b i32) (param $b_row i32) (param $b_column i32)
    (param $c i32) (param $n i32) (param $k i32) (param $m i32)
    (param $scratch i32)
    (local $band i32) (local $panels i32) (local $panel i32) (local $panel_size i32)
    (local $c_row i32) (local $rows i32) (local $columns i32) (local $to i32)
    (local.set $band (i32.add (local.get $scratch) (i32.const 128)))
    (local.set $panels (i32.add (local.get $band) (i32.shl (local.get $k) (i32.const 4))))
    (local.set $panel_size (i32.shl (local.get $k) (i32.const 5)))
    (local.set $c_row (i32.shl (local.get $m) (i32.const 2)))
    (local.set $panel (local.get $panels))
    (local.set $columns (local.get $m))
    (loop $each_panel
      (call $pack (local.get $b) (local.get $b_column) (local.get $b_row)
        (local.get $columns) (i32.const 8) (local.get $k) (local.get $panel))
      (local.set $b (i32.add (local.get $b) (i32.shl (local.get $b_column) (i32.const 3))))
      (local.set $panel (i32.add (local.get $panel) (local.get $panel_size)))
      (local.set $columns (i32.sub (local.get $columns) (i32.const 8)))
      (br_if $each_panel (i32.gt_s (local.get $columns) (i32.const 0))))
    (local.set $rows (local.get $n))
    (loop $each_band
      (call $pack (local.get $a) (local.get $a_row) (local.get $a_column)
        (local.get $rows) (i32.const 4) (local.get $k) (local.get $band))
      (local.set $panel (local.get $panels))
      (local.set $to (local.get $c))
      (local.set $columns (local.get $m))
      (loop $each_tile
        (if (i32.and (i32.ge_s (local.get $rows) (i32.const 4)) (i32.ge_s (local.get $columns) (i32.const 8)))
          (then
            (call $tile (local.get $band) (local.get $panel) (local.get $k)
              (local.get $to) (local.get $c_row)))
          (else
            (call $tile (local.get $band) (local.get $panel) (local.get $k)
              (local.get $scratch) (i32.const 32))
            (call $corner (local.get $scratch) (local.get $to) (local.get $c_row)
              (local.get $rows) (local.get $columns))))
        (local.set $panel (i32.add (local.get $panel) (local.get $panel_size)))
        (local.set $to (i32.add (local.get $to) (i32.const 32)))
        (local.set $columns (i32.sub (local.get $columns) (i32.const 8)))
        (br_if $each_tile (i32.gt_s (local.get $columns) (i32.const 0))))
      (local.set $a (i32.add (local.get $a) (i32.shl (local.get $a_row) (i32.const 2))))
      (local.set $c (i32.add (local.get $c) (i32.shl (local.get $c_row) (i32.const 2))))
      (local.set $rows (i32.sub (local.get $rows) (i32.const 4)))
      (br_if $each_band (i32.gt_s (local.get $rows) (i32.const 0)))))

  ;; Lines of k numbers each, turned into k groups of `width` numbers: the first of each line, the
  ;; second of each, and so on. Where there are fewer lines than `width`, zeros take their place.
  (func $pack
    (param $from i32) (param $next_line i32) (param $next i32)
    (param $lines i32) (param $width i32) (param $k i32) (param $to i32)
    (local $line i32) (local $source i32) (local $target i32) (local $left i32)
    (loop $each_line
      (local.set $source (local.get $from))
      (local.set $target (i32.add (local.get $to) (i32.shl (local.get $line) (i32.const 2))))
      (local.set $left (local.get $k))
      (loop $each
        (f32.store (local.get $target)
          (if (result f32) (i32.lt_s (local.get $line) (local.get $lines))
            (then (f32.load (local.get $source)))
            (else (f32.const 0))))
        (local.set $source (i32.add (local.get $source) (local.get $next)))
        (local.set $target (i32.add (local.get $target) (i32.shl (local.get $width) (i32.const 2))))
        (br_if $each (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
      (local.set $from (i32.add (local.get $from) (local.get $next_line)))
      (local.set $line (i32.add (local.get $line) (i32.const 1)))
      (br_if $each_line (i32.lt_s (local.get $line) (local.get $width)))))

  ;; 4 by 8 numbers: the band's k groups of 4 times the panel's k groups of 8, added up.
  (func $tile (param $band i32) (param $panel i32) (param $k i32) (param $to i32) (param $row i32)
    (local $a v128) (local $left v128) (local $right v128)
    (local $0l v128) (local $0r v128) (local $1l v128) (local $1r v128)
    (local $2l v128) (local $2r v128) (local $3l v128) (local $3r v128)
    (loop $each
      (local.set $left (v128.load (local.get $panel)))
      (local.set $right (v128.load offset=16 (local.get $panel)))
      (local.set $a (v128.load32_splat (local.get $band)))
      (local.set $0l (f32x4.add (local.get $0l) (f32x4.mul (local.get $a) (local.get $left))))
      (local.set $0r (f32x4.add (local.get $0r) (f32x4.mul (local.get $a) (local.get $right))))
      (local.set $a (v128.load32_splat offset=4 (local.get $band)))
      (local.set $1l (f32x4.add (local.get $1l) (f32x4.mul (local.get $a) (local.get $left))))
      (local.set $1r (f32x4.add (local.get $1r) (f32x4.mul (local.get $a) (local.get $right))))
      (local.set $a (v128.load32_splat offset=8 (local.get $band)))
      (local.set $2l (f32x4.add (local.get $2l) (f32x4.mul (local.get $a) (local.get $left))))
      (local.set $2r (f32x4.add (local.get $2r) (f32x4.mul (local.get $a) (local.get $right))))
      (local.set $a (v128.load32_splat offset=12 (local.get $band)))
      (local.set $3l (f32x4.add (local.get $3l) (f32x4.mul (local.get $a) (local.get $left))))
      (local.set $3r (f32x4.add (local.get $3r) (f32x4.mul (local.get $a) (local.get $right))))
      (local.set $band (i32.add (local.get $band) (i32.const 16)))
      (local.set $panel (i32.add (local.get $panel) (i32.const 32)))
      (br_if $each (local.tee $k (i32.sub (local.get $k) (i32.const 1)))))
    (v128.store (local.get $to) (local.get $0l))
    (v128.store offset=16 (local.get $to) (local.get $0r))
    (local.set $to (i32.add (local.get $to) (local.get $row)))
    (v128.store (local.get $to) (local.get $1l))
    (v128.store offset=16 (local.get $to) (local.get $1r))
    (local.set $to (i32.add (local.get $to) (local.get $row)))
    (v128.store (local.get $to) (local.get $2l))
    (v128.store offset=16 (local.get $to) (local.get $2r))
    (local.set $to (i32.add (local.get $to) (local.get $row)))
    (v128.store (local.get $to) (local.get $3l))
    (v128.store offset=16 (local.get $to) (local.get $3r)))

  ;; Of a tile at the edge, what belongs to c: at most 4 rows and 8 columns.
  (func $corner
    (param $tile i32) (param $to i32) (param $row i32) (param $rows i32) (param $columns i32)
    (local $i i32) (local $j i32)
    (loop $each_row
      (local.set $j (i32.const 0))
      (loop $each
        (f32.store
          (i32.add (local.get $to) (i32.shl (local.get $j) (i32.const 2)))
          (f32.load (i32.add (local.get $tile) (i32.shl (local.get $j) (i32.const 2)))))
        (local.set $j (i32.add (local.get $j) (i32.const 1)))
        (br_if $each (i32.and
          (i32.lt_s (local.get $j) (local.get $columns))
          (i32.lt_s (local.get $j) (i32.const 8)))))
      (local.set $tile (i32.add (local.get $tile) (i32.const 32)))
      (local.set $to (i32.add (local.get $to) (local.get $row)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $each_row (i32.and
        (i32.lt_s (local.get $i) (local.get $rows))
        (i32.lt_s (local.get $i) (i32.const 4))))))
)
